"""Who wants to reach somebody, and who only speaks of desks and calls."""

from __future__ import annotations

import time

import pytest

from chatbot.answer.reach import (
    besides_desk,
    speaks_of_others,
    wants_contact,
    wants_handing_over,
    wants_letter,
    wants_person,
    wants_whom,
)
from chatbot.japanese import normalise


@pytest.mark.parametrize(
    "text",
    [
        "番号だけでいいです",
        "何番に掛ければよろしいですか",
        "宛先のアドレスをお願いできますか",
        "東北の管内でよかったですか",
        "うちは中国と四国のどちらの管轄ですか",
        "担当の局の正式な名前を知りたい",
    ],
)
def test_wants_contact(text: str) -> None:
    """A number, a bureau in charge or a post is asked for in many ways."""
    assert wants_contact(normalise(text))


@pytest.mark.parametrize("text", ["国のどの部署の何という方に相談すればよいのか", "この話はどこへ持って行くべき？"])
def test_wants_whom(text: str) -> None:
    """Whom to turn to is asked with or without a name for the office."""
    assert wants_whom(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "路線番号の付け方",
        "市民からの電話の件数は",
        "特設ページのアドレスはありますか",
        "予防保全と事後保全のどちらが安いですか",
        "連絡先が分からない市町村が多いという話",
        "点検の担当は何人ですか",
    ],
)
def test_wants_no_contact(text: str) -> None:
    """Numbers of other things and calls of citizens are subjects of documents."""
    assert not wants_contact(normalise(text))
    assert not wants_whom(normalise(text))


def test_whom_others_asked_is_a_subject_of_documents() -> None:
    """Whom another town asked in the past is no request for a desk."""
    assert speaks_of_others(normalise("富山市は誰に相談して進めたんですか"))
    assert not speaks_of_others(normalise("誰に相談したらいいですか"))


@pytest.mark.parametrize("text", ["団体に仲立ちしてもらい専門家を派遣する、という案の中身を知りたい"])
def test_a_wish_that_is_told_of_is_none(text: str) -> None:
    """What a plan or an opinion wishes is a subject of documents."""
    assert not wants_person(normalise(text))


@pytest.mark.parametrize("text", ["機械より人と話したい", "局の方に取り次いでもらえますか", "電話で直接ご相談したい"])
def test_wants_person(text: str) -> None:
    """Who wants a human says so in many ways."""
    assert wants_person(normalise(text))


def test_wants_letter() -> None:
    """A letter to a desk is one; a reply to a company or advice on writing is not."""
    assert wants_letter(normalise("窓口に送る相談メールの下書きを作って"))
    assert not wants_letter(normalise("業者へのメールの返信案を作って"))
    assert not wants_letter(normalise("国への要望書の書き方を教えて"))


def test_wants_handing_over() -> None:
    """A matter that is to go to a desk is handed over; a desk that is only named is not."""
    assert wants_handing_over(normalise("この話を整備局に上げてほしい"))
    assert not wants_handing_over(normalise("整備局の役割は何ですか"))


@pytest.mark.parametrize(
    "text",
    [
        "整備局に点検の結果を上げる書式はどれですか",
        "局に相談したい内容のまとめ方",
        "専門家に直接話を聞ける講習の日程",
        "本省に資料を送って確認する流れ",
    ],
)
def test_a_described_wish_is_none(text: str) -> None:
    """Forms, courses and procedures of handing over are subjects of documents."""
    assert not wants_person(normalise(text))
    assert not wants_handing_over(normalise(text))


@pytest.mark.parametrize("text", ["専門家と直接話したいのですが、制度はありますか", "局に確認したい内容があります"])
def test_a_wish_with_a_question_is_one(text: str) -> None:
    """A wish is made though a procedure is named after it."""
    assert wants_person(normalise(text)) or wants_handing_over(normalise(text))


def test_what_is_asked_besides_the_desk() -> None:
    """Of a request for a desk only what asks something else is looked up."""
    assert besides_desk("担当の役職は何ですか、包括委託とは何ですか") == "包括委託とは何ですか"


@pytest.mark.parametrize(
    "piece", ["どこの", "番号", "相談を", "人と話", "メールの", "整備局に", "東北です", "専門家と直接", "国に上げ"]
)
def test_long_messages_take_no_time(piece: str) -> None:
    """No wording makes the rules slow."""
    text = (piece * 2000)[:2000]
    started = time.perf_counter()
    for rule in (wants_contact, wants_whom, wants_person, wants_letter, wants_handing_over, speaks_of_others):
        rule(text)
    assert time.perf_counter() - started < 1
