"""Danger reported in other languages."""

import pytest

from chatbot.escalation.hazard_words import reports_danger


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is about to collapse!",
        "桥快要塌了,怎么办",
        "다리가 무너질 것 같아요",
        "A ponte vai cair",
        "Cây cầu sắp sập",
        "El puente se está cayendo",
    ],
)
def test_danger_now_is_seen(text: str) -> None:
    """Something that fails now is a danger in each of the six languages."""
    assert reports_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "Why has the bridge collapsed?",
        "How often is a bridge inspected?",
        "桥为什么塌了",
        "橋の点検は何年に1回ですか",
        "¿Qué pasa si el puente se cayó?",
    ],
)
def test_talk_about_dangers_is_none(text: str) -> None:
    """A reason, a past case or an inspection is no report."""
    assert not reports_danger(text)
