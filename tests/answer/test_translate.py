"""Questions in other languages become Japanese words to look up."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from chatbot.answer.languages import Language, language_of
from chatbot.answer.translate import in_japanese
from chatbot.corpus_files import corpus_dir
from chatbot.escalation.registry import Registry
from chatbot.retrieval.expand import Glossary

GLOSSARY = Glossary.load(corpus_dir() / "glossary.csv")
GAZETTEER = Registry.load().gazetteer


def frequency(tokens: list[str]) -> Mapping[str, int]:
    """Know every kanji word and three names in Latin letters."""
    return {t: 3 for t in tokens if not t.isascii() or t in {"sorae", "kosen", "reim"}}


def words(text: str) -> set[str]:
    """Return the Japanese words of a question."""
    return set(in_japanese(text, language_of(text), GLOSSARY, GAZETTEER, frequency).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("How often is a bridge in Niigata inspected? 5 years", {"新潟県", "橋梁", "頻度", "5"}, id="en"),
        pytest.param("新泻县的下水道有多少公里？", {"新潟県", "下水道", "何km"}, id="zh"),
        pytest.param("마쓰모토시의 인구는 몇 명입니까?", {"長野県松本市", "人口", "何人"}, id="ko"),
        pytest.param("Quando começaram as obras do túnel em Matsumoto?", {"長野県松本市", "始まった", "いつ"}, id="pt"),
        pytest.param("Tại sao thành phố Matsumoto kiểm tra cầu?", {"長野県松本市", "点検", "理由"}, id="vi"),
        pytest.param("¿Dónde se guardan los registros?", {"記録", "どこ"}, id="es"),
        pytest.param("Who are the members of KOSEN-REIM?", {"kosen-reim", "会員"}, id="name"),
        pytest.param("Which repairs need category III?", {"健全性III"}, id="roman numeral"),
    ],
)
def test_places_things_and_what_is_asked(text: str, expected: set[str]) -> None:
    """A question is looked up by its places, its names, the glossary's terms and what it asks."""
    assert expected <= words(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("What is preventive maintenance?", "予防保全とは"),
        ("O que é manutenção preventiva?", "予防保全とは"),
        ("Bảo trì phòng ngừa là gì?", "予防保全とは"),
        ("什么是预防性维护？", "予防保全とは"),
        ("예방보전이란 무엇입니까?", "予防保全とは"),
    ],
)
def test_what_a_thing_is(text: str, term: str) -> None:
    """A question for a meaning is put as one in Japanese."""
    assert term in words(text)


def test_the_prefecture_is_not_named_twice() -> None:
    """A municipality's label holds its prefecture, and 「prefecture」 beside a place names nothing more."""
    assert words("phone of the prefecture of Nagano, Matsumoto City") == {"長野県松本市", "電話番号"}


@pytest.mark.parametrize("text", ["What is the date of it?", "Is AI in Date or Kita?"])
def test_everyday_words_are_no_places(text: str) -> None:
    """Short names that are other words need their suffix."""
    assert not any(word.endswith(("市", "町", "村", "区")) for word in words(text))


@pytest.mark.parametrize("language", ["en", "zh", "ko", "pt", "vi", "es"])
def test_nothing_known_is_nothing(language: Language) -> None:
    """A text without a known word gives no words."""
    assert in_japanese("xyzzy plugh", language, GLOSSARY, GAZETTEER) == ""
