"""Scored segments for the tests of answering, made by the real scorer."""

from __future__ import annotations

from dataclasses import replace

from chatbot.records import Chunk, Document, Passage, Segment
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.query import build_query
from chatbot.retrieval.rerank import Scored, SegmentScorer

DOCUMENT = Document("d", "手引き", "original", "text", "d.txt", "0")
NONE = Glossary(())


def passage_of(text: str, *segments: Segment, page: int = 1) -> Passage:
    """Make a passage that is the whole of its page."""
    return Passage(Chunk("d#0", "d", 0, page, 0, len(text), text, "", (), segments), DOCUMENT, 1.0)


def scored(passage: Passage, segment: Segment, question: str = "") -> Scored:
    """Score a segment for a question all of whose words are equally rare."""
    alone = replace(passage, chunk=replace(passage.chunk, segments=(segment,)))
    found = SegmentScorer(build_query(question, NONE, NONE), {}).score(alone)[0]
    return replace(found, passage=passage)
