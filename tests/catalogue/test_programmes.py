"""The support programmes as records."""

from __future__ import annotations

import pytest

from chatbot.catalogue.programmes import STATUSES, Programmes
from chatbot.escalation.registry import Registry


@pytest.fixture(scope="module")
def programmes() -> Programmes:
    """Load the packaged programmes."""
    return Programmes.load()


def test_every_programme_states_status_and_date(programmes: Programmes) -> None:
    """Every line states an allowed status together with the date on which it held."""
    assert len(programmes.records) == 54
    for key, programme in programmes.records.items():
        assert programme.status in STATUSES
        assert f"状態 {programme.status}（{programme.as_of} 時点" in programmes.page.quote(key)


def test_hands_on_support_is_over(programmes: Programmes) -> None:
    """The hands-on support of the fiscal years 2023 to 2025 is not called current."""
    assert programmes.records["handson"].status == "終了"


def test_plans_are_not_called_current(programmes: Programmes) -> None:
    """What is only being considered is marked so: talent bank, supporters, portal, collection of cases."""
    planned = {programme.id for programme in programmes.with_status("検討中")}
    assert {"talent-bank", "supporter", "portal", "hito-cases", "office"} <= planned


def test_citation_matches_the_registrys_page(programmes: Programmes) -> None:
    """A citation's span cuts its quote out of the page that the registry serves."""
    citation = programmes.citation("tech-centre", 2)
    text = Registry.load().page_text(citation.document_id)
    assert text[citation.start : citation.end] == citation.quote
