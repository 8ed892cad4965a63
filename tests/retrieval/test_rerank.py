"""Segments are scored, passages ordered by their best one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.app import Chatbot
from chatbot.records import Chunk, Document, Passage, Segment
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.query import build_query
from chatbot.retrieval.rerank import HELD, SegmentScorer, rerank

DOCUMENT = Document("d", "手引き", "original", "text", "d.txt", "0")
NONE = Glossary(())


def passage(*segments: Segment, name: str = "d#0", score: float = 0.0) -> Passage:
    """Make a passage of segments."""
    chunk = Chunk(name, "d", 0, 1, 0, 100, "", "", (), segments)
    return Passage(chunk, DOCUMENT, score)


def sentence(text: str, *heading: str) -> Segment:
    """Make a sentence below headings."""
    return Segment("sentence", 0, len(text), text, heading)


def scorer(text: str) -> SegmentScorer:
    """Make the scorer of a question, all of whose words are equally rare."""
    return SegmentScorer(build_query(text, NONE, NONE), {})


def reranked(text: str, *passages: Passage) -> list[Passage]:
    """Rerank passages for a question."""
    return rerank(build_query(text, NONE, NONE), scorer(text), passages, weight=0.4)


def test_sentence_with_the_words_beats_one_without() -> None:
    """The sentence that holds the question's words scores above one that holds some, and that above one with none."""
    found = scorer("橋梁の点検の頻度").score(
        passage(
            sentence("橋梁の点検の頻度は5年に1回である。"),
            sentence("橋梁の色は自由である。"),
            sentence("窓口は平日に開く。"),
        )
    )
    assert found[0].score > found[1].score > found[2].score
    assert (found[0].own, found[2].own) == (1.0, 0.0)


def test_heading_lends_its_words() -> None:
    """A sentence below a fitting heading shares in its words, though they are not its own."""
    inside, outside = scorer("橋梁の点検の頻度").score(
        passage(sentence("5年に1回である。", "橋梁の点検の頻度"), sentence("5年に1回である。"))
    )
    assert inside.share > outside.share
    assert inside.own == outside.own


def test_label_names_and_says_nothing() -> None:
    """A heading that only repeats the question is a label; a sentence and a row are none."""
    heading, said, row = scorer("橋梁の点検の頻度").score(
        passage(
            Segment("heading", 0, 9, "橋梁の点検の頻度", (), 1),
            sentence("橋梁の点検の頻度は5年に1回である。"),
            Segment("row", 0, 9, "橋梁の点検"),
        )
    )
    assert (heading.label, said.label, row.label) == (True, False, False)


def test_line_of_a_source_is_left_out() -> None:
    """A line that names a source is never a candidate."""
    found = scorer("橋梁の点検").score(passage(sentence("出典: 橋梁の点検の手引き"), sentence("点検する。")))
    assert [s.segment.text for s in found] == ["点検する。"]


def test_best_segment_decides_the_order() -> None:
    """A passage with one answering sentence rises above one that ranked a little higher; both keep their evidence."""
    dull = passage(sentence("窓口は平日に開く。"), name="a", score=0.5)
    good = passage(sentence("橋梁の点検の頻度は5年に1回である。"), name="b", score=0.4)
    assert [p.chunk.id for p in reranked("橋梁の点検の頻度", dull, good)] == ["b", "a"]
    assert all({"segment", HELD} <= p.scores.keys() for p in reranked("橋梁の点検の頻度", dull, good))
    assert [p.chunk.id for p in reranked("トンネル", dull, good)] == ["a", "b"]


def test_passage_without_segments_is_no_error() -> None:
    """A passage of nothing keeps its place and its score."""
    assert reranked("橋梁", passage(score=0.3))[0].score == 0.3


@pytest.mark.parametrize(
    ("question", "dull", "good"),
    [
        pytest.param("職員は何人ですか", "職員は市役所で働く。", "職員は12人で働く。", id="unit"),
        pytest.param("点検はいつからですか", "点検は市が行う。", "点検は7月に行う。", id="date"),
        pytest.param("どこへ逃げ出したか", "住民は市外に集合した。", "住民は市外に逃亡した。", id="kanji"),
    ],
)
def test_letters_tell_apart_what_words_do_not(question: str, dull: str, good: str) -> None:
    """Of two passages alike in words that one comes first which has the value asked for or the question's letters."""
    ordered = reranked(question, passage(sentence(dull), name="a"), passage(sentence(good), name="b"))
    assert [p.chunk.id for p in ordered] == ["b", "a"]


def test_letters_leave_what_the_answerer_weighs() -> None:
    """What a passage holds for the answerer is its score and its best segment's, whatever its letters do."""
    (found,) = reranked("職員は何人ですか", passage(sentence("職員は12人で働く。"), score=0.5))
    assert found.scores[HELD] == pytest.approx(0.5 + 0.4 * found.scores["segment"])
    assert found.score != found.scores[HELD]


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4))
def test_scores_are_bounded(question: str, texts: list[str]) -> None:
    """Whatever is asked and stored, every share lies between 0 and 1."""
    found = scorer(question).score(passage(*(sentence(t, t[:5]) for t in texts)))
    for scored in found:
        assert all(-1e-9 <= x <= 1 + 1e-9 for x in (scored.novelty, scored.grams))
        assert scored.score >= 0


def test_longer_document_keeps_the_score_of_a_segment(bot: Chatbot) -> None:
    """A segment scores the same however many others its chunk has."""
    found = bot.search("橋梁の定期点検の頻度", 1)[0]
    first = found.chunk.segments[:3]
    short = replace(found, chunk=replace(found.chunk, segments=first, id="short"))
    questioner = scorer("橋梁の定期点検の頻度")
    assert [s.score for s in questioner.score(short)] == [s.score for s in questioner.score(found)][: len(first)]


def test_the_answer_to_a_question_belongs_to_it() -> None:
    """In minutes what follows a question, below its speaker, holds what the question names; a proposal lends less."""
    asks, tells = sentence("橋の補修は直営でしょうか。", "委員"), sentence("会社に任せています。", "課長")
    speaker = Segment("heading", 0, 2, "課長", ())
    asked = scorer("橋の補修は直営か").score(passage(asks, speaker, tells))[-1].share
    proposal = sentence("橋の補修は直営であるべきではないか。", "課長")
    proposed = scorer("橋の補修は直営か").score(passage(proposal, tells))[-1].share
    assert asked > proposed > 0
