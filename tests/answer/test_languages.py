"""Questions in other languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer.languages import DESK, LEAD, NOT_FOUND, Language, in_japanese, language_of
from chatbot.corpus_files import corpus_dir
from chatbot.escalation.registry import Registry
from chatbot.retrieval.expand import Glossary


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("橋梁の点検の頻度は？", "ja"),
        ("橋梁 点検 頻度", "ja"),
        ("PPP PFI", "ja"),
        ("2025", "ja"),
        ("ﾃﾝｹﾝ", "ja"),
        ("How often are bridges inspected?", "en"),
        ("桥梁多久检查一次", "zh"),
        ("请问桥梁的检查频率是多少？", "zh"),
        ("교량 점검은 몇 년마다 합니까?", "ko"),
        ("Cầu được kiểm tra bao lâu một lần?", "vi"),
        ("Com que frequência são inspecionadas as pontes do município?", "pt"),
        ("¿Con qué frecuencia se inspeccionan los puentes?", "es"),
    ],
)
def test_language(text: str, language: Language) -> None:
    """The script and the small words tell the language; what may be Japanese is Japanese."""
    assert language_of(text) == language


@given(st.text(max_size=60))
def test_every_language_has_its_sentences(text: str) -> None:
    """Whatever language a text is taken for, what we say in it is there."""
    language = language_of(text)
    for said in (LEAD, NOT_FOUND, DESK):
        assert bool(said[language]) == (language != "ja")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("How often is the bridge inspection in Niigata? 5 years", "en", {"新潟県", "5"}),
        ("新泻县的下水道", "zh", {"新潟県"}),
    ],
)
def test_places_and_numbers_are_kept(text: str, language: Language, expected: set[str]) -> None:
    """Places in Latin or Chinese letters and numbers are looked for in Japanese."""
    glossary = Glossary.load(corpus_dir() / "glossary.csv")
    found = in_japanese(text, language, glossary, Registry.load().gazetteer)
    assert expected <= set(found.split())
