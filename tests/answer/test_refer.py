"""What is told when a question is handed to a desk."""

from __future__ import annotations

import pytest

from chatbot.answer.intent import intent_of
from chatbot.answer.refer import Referrals
from chatbot.escalation.places import resolve
from chatbot.escalation.registry import Registry


def test_safety_first() -> None:
    """In danger the words on safety and the emergency records stand before the desk, and no verdict is given."""
    registry = Registry.load()
    question = "長崎県です。橋が落ちそうです。窓口は"
    answer = Referrals(registry).urgent(question, resolve(question, registry))
    assert answer is not None
    assert answer.desk is not None
    before, desk, _ = answer.answer.partition(answer.desk.desk.name)
    assert desk
    for word in ("通行規制", "110", "119", "管理者", "判定や応急対策の指示は、ここではできません"):
        assert word in before


def test_without_danger_nothing_is_urgent() -> None:
    """Talk about dangers gets no words on safety."""
    registry = Registry.load()
    question = "長崎県です。落橋を防ぐ対策を相談したい"
    assert Referrals(registry).urgent(question, resolve(question, registry)) is None


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("FAX番号を教えてください", ("FAX番号",)),
        ("担当者の氏名と直通の番号は", ("内線・直通の番号", "担当者の氏名")),
        ("受付時間は", ("受付時間",)),
        ("電話番号を教えてください", ()),
    ],
)
def test_details_that_no_registry_holds_are_said_to_be_unknown(asked: str, missing: tuple[str, ...]) -> None:
    """What is not registered of a desk is named as such before what is; it never passes for answered."""
    registry = Registry.load()
    question = f"長崎市です。相談窓口の{asked}"
    answer = Referrals(registry).refer(question, intent_of(question), resolve(question, registry), None)
    assert answer.missing == missing
    assert (answer.status == "partial") is bool(missing)
    assert answer.desk is not None
    assert answer.desk.desk.phone is not None
    assert answer.desk.desk.phone in answer.answer
    assert ("登録されていません" in answer.answer) is bool(missing)
