"""What is told when a question is handed to a desk."""

from __future__ import annotations

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
