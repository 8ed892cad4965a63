"""When a question is handed over, and to whom."""

from __future__ import annotations

import pytest

from chatbot.escalation.places import resolve
from chatbot.escalation.policy import (
    MAX_CHOICES,
    Referral,
    is_road_individual,
    is_urgent,
    referral,
    reporting_notice,
)
from chatbot.escalation.registry import Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Load the packaged registry."""
    return Registry.load()


def _refer(question: str, registry: Registry) -> Referral:
    return referral(question, resolve(question, registry), registry)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("市道の舗装の傷みで困っています", True, id="pavement"),
        pytest.param("橋の補修について相談したい", True, id="bridge"),
        pytest.param("トンネルの漏水はどうすればよいですか", True, id="tunnel"),
        pytest.param("道路の個別の相談はどこですか", True, id="which desk"),
        pytest.param("橋の点検は何年に一度ですか", False, id="general question"),
        pytest.param("群マネについて相談したい", False, id="group management"),
        pytest.param("道路と公園をまとめて包括委託したい。相談先は", False, id="several fields"),
        pytest.param("豊橋市です。相談先はどこですか", False, id="bridge in a city's name"),
        pytest.param("前橋の者です。相談したい", False, id="bridge in a stem"),
        pytest.param("公営住宅のことで相談したい", False, id="housing"),
        pytest.param("下水道の管路で困っています", False, id="sewer"),
    ],
)
def test_road_individual(question: str, expected: bool) -> None:
    """An individual consultation about a road is told from general questions and from other fields."""
    assert is_road_individual(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("橋が落ちそうです。どうすればいいですか", True, id="falling bridge"),
        pytest.param("市道が陥没しました", True, id="sinkhole"),
        pytest.param("トンネルの天井からコンクリートが落下しています", True, id="falling concrete"),
        pytest.param("擁壁が傾いてきた", True, id="leaning wall"),
        pytest.param("道路に穴が開いて車が落ちた", True, id="hole"),
        pytest.param("落橋のおそれがあります", True, id="risk"),
        pytest.param("第三者被害が出そうです。連絡先は", True, id="third party"),
        pytest.param("陥没事故を踏まえた提言の内容は", False, id="proposal"),
        pytest.param("陥没の原因は何ですか", False, id="cause"),
        pytest.param("橋が落ちた事例を教えて", False, id="past case"),
        pytest.param("道路が陥没したときの体制は", False, id="hypothetical"),
        pytest.param("落橋を防ぐ対策は", False, id="prevention"),
        pytest.param("入札が不調で困っています", False, id="no hazard"),
    ],
)
def test_urgent(question: str, expected: bool) -> None:
    """A danger that exists now is told from talk about dangers."""
    assert is_urgent(question) is expected


def test_settled_region(registry: Registry) -> None:
    """A settled region leads to its desk, with the reason."""
    found = _refer("今治市です。窓口を教えてください", registry)
    assert found.desk
    assert found.desk.desk.desk_id == "shikoku"
    assert "今治市" in found.desk.reason
    assert (found.candidates, found.clarification) == ((), None)


def test_ambiguous_region(registry: Registry) -> None:
    """A name that exists twice lists both desks and asks which it is."""
    found = _refer("府中市です。窓口を教えてください", registry)
    assert found.desk is None
    assert {each.desk.desk_id for each in found.candidates} == {"kanto", "chugoku"}
    assert found.clarification
    assert set(found.clarification.choices) == {"東京都府中市", "広島県府中市"}


def test_no_region(registry: Registry) -> None:
    """Without a region the question is asked back, and no desk is guessed."""
    found = _refer("相談窓口の電話を知りたい", registry)
    assert (found.desk, found.candidates) == (None, ())
    assert found.clarification
    assert "都道府県" in found.clarification.question
    assert len(found.clarification.choices) == 10


def test_example_is_not_the_region(registry: Registry) -> None:
    """A desk is never chosen by a place that is only an example."""
    assert _refer("三条市の事例が気になります。担当者の連絡先は", registry).desk is None


def test_road_without_region(registry: Registry) -> None:
    """A road consultation names the road desk, says that no number is known, and adds nothing else."""
    found = _refer("橋の補修で困っています。相談先はどこですか", registry)
    assert found.desk
    assert found.desk.desk.desk_id == "road"
    assert "ご案内できません" in found.desk.reason
    assert (found.candidates, found.clarification) == ((), None)


def test_road_with_region(registry: Registry) -> None:
    """With a region the regional desk stands beside the road desk as the one whose contact is known."""
    found = _refer("徳島県の町です。町道の橋の補修で困っています", registry)
    assert found.desk
    assert found.desk.desk.desk_id == "road"
    assert [each.desk.desk_id for each in found.candidates] == ["shikoku"]


def test_citizens_report_elsewhere(registry: Registry) -> None:
    """The reporting number is given together with the words that it is no desk for officials."""
    assert "#9910" in reporting_notice(registry)
    assert "職員の相談窓口ではありません" in reporting_notice(registry)


def test_choices_are_limited(registry: Registry) -> None:
    """Never more choices are shown than can be read."""
    found = _refer("中央区です。窓口は", registry)
    assert found.clarification
    assert 2 <= len(found.clarification.choices) <= MAX_CHOICES
