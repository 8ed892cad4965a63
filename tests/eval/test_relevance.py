"""Which passages hold the evidence."""

from __future__ import annotations

from eval.fake import Fields, passages, question
from eval.predictions import LocatorRecord, PassageRecord
from eval.relevance import Ranking, has_retrieval_gold, rank


def piece(text: str, start: int, *, document: str = "d", heading: str | None = None) -> PassageRecord:
    """Return a passage at a place of one page."""
    return PassageRecord(
        chunk_id=f"{document}{start}",
        document_id=document,
        text=text,
        page=1,
        start=start,
        end=start + len(text),
        locator=LocatorRecord(heading=heading),
    )


def test_each_piece_counts_at_the_first_rank_that_holds_it() -> None:
    """A repetition of the same sentence further down gains nothing."""
    asked = question(evidence=["点検は5年に1回", "調書に記録する"])
    ranking = rank(asked, passages("なし", "点検は５年に 1回です。", "点検は5年に1回", "調書に記録する"))
    assert ranking.hits == (2, 4)
    assert ranking.wanted == 2


def test_pieces_in_one_passage_are_one_nugget() -> None:
    """A list of one passage that holds everything is ideal."""
    asked = question(evidence=["点検は5年に1回", "調書に記録する"])
    assert rank(asked, passages("点検は5年に1回、調書に記録する")) == Ranking((1,), 1, (8, 16))


def test_a_piece_that_is_never_found_stays_wanted() -> None:
    """What no passage holds lowers recall; an empty list finds nothing."""
    asked = question(evidence=["点検は5年に1回", "調書に記録する"])
    assert rank(asked, passages("点検は5年に1回")).wanted == 2
    assert rank(asked, []) == Ranking((), 2, (None, None))


def test_one_of_several_spellings_suffices() -> None:
    """A piece with alternatives is found by any of them."""
    asked = question(evidence=[["点検は5年に1回", "五年ごとの点検"]])
    assert rank(asked, passages("五年ごとの点検")).hits == (1,)


def test_a_piece_cut_by_a_border_is_found_when_both_sides_are_read() -> None:
    """Neighbouring chunks of a page are joined in the page's order, whichever was ranked first."""
    asked = question(evidence=["点検は5年に1回"])
    left, right = piece("橋の点検は5年", 0), piece("に1回行います", 7)
    assert rank(asked, [right, left]).hits == (2,)
    assert rank(asked, [left]).hits == ()
    assert rank(asked, [left, piece("に1回行います", 7, document="e")]).hits == ()
    assert rank(asked, [left, piece("に1回行います", 20)]).hits == ()


def test_characters_are_counted_from_the_top() -> None:
    """What has to be read is everything above plus the part of the passage up to the end of the evidence."""
    asked = question(evidence=["点検は5年に1回"])
    assert rank(asked, passages("あ" * 100, "点検は5年に1回" + "い" * 50)).read == (108,)


def test_sections_and_documents_can_stand_for_evidence() -> None:
    """A question may name sections, or only documents when it is about retrieval alone."""
    found = [
        piece("x", 0, document="guide-1a", heading="総則"),
        piece("y", 0, document="guide-1a", heading="点検 > 頻度"),
    ]
    assert rank(question(sections=["guide#頻度"]), found).hits == (2,)
    named: Fields = {"retrieval_only": True, "gold_documents": ["other", "guide"]}
    assert rank(question(**named), found).hits == (1,)
    both = rank(question(**named, gold_mode="all"), found)
    assert (both.hits, both.wanted) == ((1,), 2)


def test_only_questions_that_name_something_are_judged() -> None:
    """A question without evidence, section or retrieval document says nothing about retrieval."""
    assert not has_retrieval_gold(question(gold_documents=["guide"]))
    assert has_retrieval_gold(question(evidence=["点検は5年に1回"]))
