"""How a question becomes weighted terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.japanese import READING, normalise
from chatbot.retrieval.expand import Entry, Glossary
from chatbot.retrieval.query import (
    EXPANSION,
    FUNCTION_WORD,
    NUMBER,
    PREDICATE,
    Query,
    build_query,
    strip_tail,
)

NONE = Glossary(())


def weights(query: Query) -> dict[str, float]:
    """Return the plain terms with their weights."""
    return {t.token: t.weight for t in query.terms if t.token[0] not in "§¥"}


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("点検の頻度を教えてください。", "点検の頻度"),
        ("点検の頻度について詳しく教えてもらえますか？", "点検の頻度"),
        ("共同発注とは何ですか", "共同発注"),
        ("橋とは", "橋とは"),
        ("点検の頻度", "点検の頻度"),
    ],
)
def test_politeness_is_stripped(text: str, core: str) -> None:
    """What only asks is cut off the end, unless next to nothing would be left."""
    assert strip_tail(normalise(text)) == core


@given(st.text(max_size=60))
def test_any_text_becomes_a_query(text: str) -> None:
    """Every text can be analysed; weights lie above 0 and are at most 1, no term comes twice."""
    query = build_query(text, NONE, NONE)
    tokens = [t.token for t in query.terms]
    assert len(set(tokens)) == len(tokens)
    assert all(0 < t.weight <= 1 and all(0 < f <= 1 for f in t.alternatives.values()) for t in query.terms)


def test_names_outweigh_verbs_and_askers() -> None:
    """Nouns count fully, verbs half, words that ask and small numbers little."""
    found = weights(build_query("橋梁を修繕して塗るのは何年に5回", NONE, NONE))
    assert found["橋梁"] == 1.0
    assert found["塗る"] == PREDICATE
    assert found["何"] == FUNCTION_WORD
    assert found["5"] == NUMBER


def test_number_of_things_is_not_looked_for() -> None:
    """How many things there are is for the answer, not for the search."""
    assert "5" not in weights(build_query("5つの手順は", NONE, NONE))


def test_kana_brings_its_reading() -> None:
    """What was typed in kana is looked for by its reading as well."""
    query = build_query("きょうりょうてんけんの頻度", NONE, NONE)
    assert any(token.startswith(READING) for token in query.tokens)


def test_glossary_adds_terms_of_their_own() -> None:
    """Another name of a term becomes a light term that was not typed."""
    query = build_query("道路橋の点検", Glossary([Entry("橋梁", ("橋梁", "道路橋"), ())]), NONE)
    added = [t for t in query.terms if t.added]
    assert [(t.token, t.weight) for t in added] == [("橋梁", EXPANSION)]
    assert "橋梁" not in query.asked


def test_paraphrase_lends_to_the_word_itself() -> None:
    """What documents write for an everyday word stands in for that word, and is no term of its own."""
    paraphrases = Glossary([Entry("値段", ("費用",), ("値段",), weight=0.5)])
    query = build_query("点検の値段", NONE, paraphrases)
    term = next(t for t in query.terms if t.token == "値段")
    assert 0 < term.alternatives["費用"] < 1
    assert "費用" not in weights(query)


def test_everyday_words_are_found_in_every_inflection() -> None:
    """A word or a phrase of everyday speech is known by its dictionary forms, however it is inflected."""
    entries = [Entry("捨てる", ("廃棄",), ("捨てる",)), Entry("手が回る", ("人員",), ("手が回る",))]
    query = build_query("記録を捨てたいが手が回らない", NONE, Glossary(entries, spoken_only=True))
    lent = {t.token: set(t.alternatives) for t in query.terms}
    assert "廃棄" in lent["捨てる"]
    assert "人員" in lent["手"]


def test_extra_words_help_without_being_asked() -> None:
    """Words from elsewhere widen the search at the weight of an expansion."""
    query = build_query("頻度は", NONE, NONE, extra="橋梁の点検")
    assert {t.token for t in query.terms if t.added} == {"橋梁", "点検"}


def test_unknown_words_count_less() -> None:
    """A word that stands in no chunk weighs less than a known one of the same rarity."""
    term = build_query("橋梁", NONE, NONE).terms[0]
    known, unknown = (Query("", "", (term,), (), frozenset(names)) for names in ((), ("橋梁",)))
    assert unknown.weight(term, {"橋梁": 2.0}) < known.weight(term, {"橋梁": 2.0})


def test_unprintable_separators_make_no_empty_term() -> None:
    """A line or paragraph separator in a question is no word."""
    query = build_query("橋梁の点検\u2029test\u2029 \u2028頻度", NONE, NONE)
    assert all(t.token for t in query.terms)


def test_names_are_places_but_no_eras() -> None:
    """Proper names of a question are kept apart; 令和 is none."""
    assert build_query("三条市の人口（令和7年）", NONE, NONE).names == {"三条"}


def test_a_kanji_that_is_often_misread_may_stand_as_the_other() -> None:
    """「束」 is also looked for as 「東」, for which a scan took it, at less weight; other kanji are not."""
    query = build_query("人の束と道の西", NONE, NONE)
    lent = {t.token: t.alternatives for t in query.terms}
    assert 0 < lent["束"]["東"] < 1
    assert "東" not in lent["西"]
