"""Whose desk is told: of the place wanted, of every place named, of the ministry, of an own case, of a citizen."""

from __future__ import annotations

import pytest

from chatbot.answer import words
from chatbot.app import Chatbot
from chatbot.escalation.registry import MINISTRY, ROAD
from chatbot.records import Answer, Question
from tests.small_town import bot as bot


def ask(bot: Chatbot, text: str, region: str | None = None) -> Answer:
    """Ask with a region."""
    return bot.ask(Question(text, (), region))


def desks(answer: Answer) -> list[str]:
    """Return the desks of an answer, the due one first."""
    due = [answer.desk] if answer.desk else []
    return [each.desk.desk_id for each in (*due, *answer.desk_candidates)]


@pytest.mark.parametrize(
    ("text", "region", "wanted"),
    [
        ("児島湾の向こうの観音寺市の人に、相談先の番号を伝えたい", "岡山県玉野市", ["shikoku"]),
        ("青森県むつ市と北海道函館市、それぞれの窓口のメールをください", None, ["tohoku", "hokkaido"]),
        ("邑智郡の美郷町です。番号は", None, ["chugoku"]),
        ("旧相生の件ではなく福井の件です。福井県の相談先の電話は何番ですか", None, ["kinki"]),
        ("北陸地整の窓口は何という役職の方ですか", None, ["hokuriku"]),
    ],
)
def test_desk_of_the_place_that_is_meant(bot: Chatbot, text: str, region: str | None, wanted: list[str]) -> None:
    """The place named in a request counts before the one given; several places have a desk each."""
    answer = ask(bot, text, region)
    assert desks(answer) == wanted
    assert answer.clarification is None
    assert answer.status in {"answered", "answered_and_escalated"}


def test_division_of_the_ministry_is_a_desk(bot: Chatbot) -> None:
    """Who asks for the ministry's own division gets it as the desk."""
    assert desks(ask(bot, "公共事業企画調整課の代表番号は")) == [MINISTRY]


def test_human_is_a_desk(bot: Chatbot) -> None:
    """Who wants to talk to a human is handed over."""
    answer = ask(bot, "ロボットではなく人と話したい", "熊本県水俣市")
    assert (answer.status, desks(answer)) == ("escalated", ["kyushu"])


def test_letter_goes_to_the_desk(bot: Chatbot) -> None:
    """No letter is written, but what belongs into it is told with the desk."""
    answer = ask(bot, "整備局に送る相談メールの文面を書いてほしい", "三重県紀北町")
    assert (answer.status, desks(answer)) == ("escalated", ["chubu"])
    assert words.LETTER in answer.answer


def test_case_of_ones_own_is_not_judged(bot: Chatbot) -> None:
    """A judgement on a bridge goes to the desk for roads, then the region's; another structure to the latter."""
    answer = ask(bot, "うちの橋の伸縮装置は取り替えるべきでしょうか、判断してください", "新潟県長岡市")
    assert (answer.status, desks(answer)) == ("escalated", [ROAD, "hokuriku"])
    assert words.OWN_CASE in answer.answer
    assert desks(ask(bot, "うちの浄水場の槽は取り替えるべきでしょうか", "新潟県長岡市")) == ["hokuriku"]


def test_citizen_reports_a_road(bot: Chatbot) -> None:
    """A citizen is told the number for road users and not asked for a municipality."""
    answer = ask(bot, "近所の者です。歩道の真ん中に穴が開いています")
    assert desks(answer) == ["road_emergency"]
    assert answer.clarification is None


def test_calls_of_citizens_are_no_request(bot: Chatbot) -> None:
    """A question about calls and desks of others is not answered with the question which town one is from."""
    assert ask(bot, "住民からの電話を受けるのは誰ですか").status != "clarify"
