"""What speaks for and against an answer."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from chatbot.answer.demands import demands_of
from chatbot.answer.evidence import WEIGHTS, Evidence, weigh
from chatbot.answer.facets import facets_of
from chatbot.japanese import normalise
from chatbot.records import Segment
from chatbot.retrieval.query import build_query
from chatbot.retrieval.rerank import SegmentScorer
from chatbot.retrieval.retriever import Retrieval
from tests.answer.samples import NONE, passage_of, scored


def evidence(question: str, *texts: str) -> Evidence:
    """Weigh sentences for a question all of whose words are equally rare."""
    query = build_query(question, NONE, NONE)
    normal = normalise(question)
    pieces = [scored(passage_of(t), Segment("sentence", 0, len(t), t), question) for t in texts]
    retrieval = Retrieval(query, tuple(p.passage for p in pieces), {}, SegmentScorer(query, {}))
    return weigh(retrieval, facets_of(normal), demands_of(normal), pieces, max((p.score for p in pieces), default=0.0))


def test_value_of_another_body_is_none() -> None:
    """What another body charges does not answer what the one named in the question does."""
    query = build_query("点検会議の会費はいくらですか", NONE, NONE)
    text = "補修会議の会費は500円である。"
    pieces = [scored(passage_of(text), Segment("sentence", 0, len(text), text), query.text)]
    retrieval = Retrieval(query, tuple(p.passage for p in pieces), {}, SegmentScorer(query, {}))
    demands = demands_of(query.normal)
    assert weigh(retrieval, frozenset(), demands, pieces, 1.0).valued > 0
    assert weigh(retrieval, frozenset(), demands, pieces, 1.0, [("点検会議",)]).valued < 0
    assert weigh(retrieval, frozenset(), demands, pieces, 1.0, [("点検会議",), ("補修会議",)]).valued > 0


def test_what_many_texts_meet_speaks_only_against() -> None:
    """A field named where fields are asked for tells nothing; where none is named the answer is not there."""
    question = "北山市はどの分野をまとめましたか"
    told, lacking = (
        evidence(question, "北山市は、道路と公園をまとめた。"),
        evidence(question, "北山市は、まとめて頼んだ。"),
    )
    assert (told.valued, told.demands) == (1.0, 0.0)
    assert lacking.valued < 0


def test_every_feature_has_a_weight() -> None:
    """The fitted weights are those of the features, no more and no fewer."""
    assert set(asdict(evidence("橋の点検の頻度は", "橋の点検は、5年に1回行う。"))) == set(WEIGHTS)


def test_what_holds_more_of_the_question_is_more_probable() -> None:
    """A sentence about something else is less probable than one that holds the question's words."""
    question = "橋の定期点検の方法"
    near, far = evidence(question, "橋の定期点検の方法は、近接目視である。"), evidence(question, "公園の木を植える。")
    assert near.worth > far.worth
    assert near.confidence > far.confidence


@pytest.mark.parametrize(
    ("text", "valued"),
    [("三条市の委託料は、1億円である。", True), ("三条市の委託料は、要綱で定める。", False)],
)
def test_demanded_value(text: str, *, valued: bool) -> None:
    """Where the amount that is asked for stands nowhere, nothing is valued and no piece holds the answer."""
    found = evidence("三条市の委託料はいくらですか", text)
    assert (found.valued > 0) is valued
    assert found.demands == 1.0


@pytest.mark.parametrize(
    ("question", "feature"),
    [
        ("全部の種類を挙げて", "lists"),
        ("いつ公表されましたか", "dates"),
        ("AとBの違いは", "compares"),
        ("先行事例を知りたい", "examples"),
        ("どの県の取組ですか", "places"),
        ("一本化ですか、それとも別々ですか", "chooses"),
    ],
)
def test_kind_of_question(question: str, feature: str) -> None:
    """What a question asks for is told to the regression as it stands."""
    assert asdict(evidence(question, "公園の木を植える。"))[feature] == 1.0


def test_meaning_is_given_where_the_term_stands() -> None:
    """A meaning counts as given only in a text that writes the term."""
    assert evidence("水平連携とは何ですか", "水平連携は、市区町村どうしの連携である。").defines == 1.0
    assert evidence("水平連携とは何ですか", "公園の木を植える。").defines == 0.0


def test_nothing_chosen_can_be_weighed() -> None:
    """Without pieces there is evidence against an answer, not an error."""
    found = evidence("橋の点検の頻度は")
    assert found.worth == 0.0
    assert 0.0 < found.confidence < replace(found, valued=1.0, worth=1.0).confidence


def test_words_that_ask_for_an_interval_are_met_by_one() -> None:
    """「5年に1回」 holds 周期 as well, though it does not write it; a sentence without an interval does not."""
    question = "橋の点検の周期は"
    assert evidence(question, "橋の点検は、5年に1回行う。").valued == 1.0
    assert evidence(question, "橋の点検は、近接目視で行う。").valued == -1.0


def test_a_guess_is_held_by_the_value_that_corrects_it() -> None:
    """The words of a guess (半分くらい) need not stand beside the true value."""
    guessed = evidence("橋の点検の加入は半分くらいですよね", "橋の点検の加入は8割である。")
    assert guessed.valued == pytest.approx(1.0)


def test_a_phrase_in_quotation_marks_counts_beyond_its_words() -> None:
    """The piece that holds what is quoted holds more of the question than one with the same words apart."""
    question = "町長の挨拶に使う「点検の元年」はいつですか"
    together = evidence(question, "2013年が「点検の元年」である。")
    assert together.valued > evidence(question, "2013年が元年で、点検を始めた。").valued
