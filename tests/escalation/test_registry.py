"""The registry of contacts and its pages."""

from __future__ import annotations

import pytest

from chatbot.errors import NotFoundError
from chatbot.escalation.registry import Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Load the packaged registry."""
    return Registry.load()


def test_ten_desks_and_further_contacts(registry: Registry) -> None:
    """The registry holds ten regional desks, the road desk, the ministry and three emergency contacts."""
    assert len(registry.municipal()) == 10
    assert [desk.desk_id for desk in registry.emergency()] == ["police", "fire", "road_emergency"]
    assert set(registry.desks) - {desk.desk_id for desk in registry.municipal() + registry.emergency()} == {
        "road",
        "honsho",
    }


def test_every_contact_has_audience_source_and_date(registry: Registry) -> None:
    """Every contact says whom it serves, where that is written and on which day it held."""
    for desk_id, desk in registry.desks.items():
        assert desk.audience
        assert desk.source
        assert desk.source.title
        assert registry.as_of[desk_id] >= "2026-02-02"


def test_road_desk_has_no_contact(registry: Registry) -> None:
    """No number and no address is given for the road desk, because none is published."""
    assert (registry.desk("road").phone, registry.desk("road").email) == (None, None)


def test_ministry_without_person(registry: Registry) -> None:
    """Of the ministry only the section and its main number are kept, neither a person nor an extension."""
    line = registry.desk_record_text("honsho")
    assert "03-5253-8111" in line
    assert "内線" not in line
    assert "係長" not in line


def test_reporting_number_is_for_citizens(registry: Registry) -> None:
    """The road emergency number is marked as one for citizens and road users, not a desk for officials."""
    dial = registry.desk("road_emergency")
    assert dial.phone == "#9910"
    assert dial.audience == "市民・道路利用者"
    assert "職員の相談窓口ではありません" in (dial.note or "")


@pytest.mark.parametrize("document_id", ["desks"])
def test_spans_cut_the_records_out_of_the_page(registry: Registry, document_id: str) -> None:
    """Every record is a whole line of the registry's page, found at its span."""
    page = registry.page(document_id)
    assert registry.page_text(document_id).split("\n") == [page.quote(key) for key in page.spans]
    assert [page.text[start:end] for start, end in page.spans.values()] == [page.quote(key) for key in page.spans]


def test_citation_of_a_desk(registry: Registry) -> None:
    """A citation quotes the desk's line with its phone and address, and rests on the official document."""
    citation = registry.desk_citation("kinki", 1)
    assert (citation.document_id, citation.kind) == ("desks", "record")
    assert registry.page_text("desks")[citation.start : citation.end] == citation.quote
    assert citation.quote.startswith(
        "近畿地方整備局 企画部 事業調整官 電話 06-6942-1141 メール kk-infuramentenansukaigi@gxb.mlit.go.jp"
    )
    assert citation.source
    assert citation.source.place == "＜相談窓口一覧＞"


@pytest.mark.parametrize("name", ["nowhere", ""])
def test_unknown_ids_are_refused(registry: Registry, name: str) -> None:
    """An unknown desk or page is refused in a Japanese sentence."""
    with pytest.raises(NotFoundError, match="登録されていません"):
        registry.desk(name)
    with pytest.raises(NotFoundError, match="ありません"):
        registry.page_text(name)


def test_registry_as_document(registry: Registry) -> None:
    """A registry presents itself as a document of kind record with the date on which it held."""
    document = registry.document("desks")
    assert (document.id, document.kind) == ("desks", "record")
    assert document.as_of
