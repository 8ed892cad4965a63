"""Each figure on cases made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.case import Case, Measured, measured, ratio
from eval.fake import PHONE, Fields, case, cases, citation, passages, question, record, unanswerable
from eval.metrics import METRICS
from eval.metrics.desk_confusion import NO_DESK, NO_PREDICTION, confusion
from eval.metrics.percentile import percentile
from eval.metrics.risk_coverage import area, curve
from eval.predictions import AnswerRecord
from eval.schema import EvalQuestion

CITED: Fields = {"citations": [citation()]}
DECLINED = record("abstained", "記載が見つかりません。")


def on(name: str, asked: EvalQuestion, answer: AnswerRecord | None) -> tuple[float, float] | None:
    """Return what a figure finds on one case as (value, weight)."""
    found = measured(METRICS[name], case(asked, answer))
    return None if found is None else (found.value, found.weight)


def figure(name: str, group: Sequence[Case]) -> float:
    """Return a figure over several cases."""
    return METRICS[name].aggregate([found for item in group if (found := measured(METRICS[name], item))])


def test_every_figure_counts_a_missing_prediction_as_its_worst() -> None:
    """Leaving out an answer never helps: no answer that is given scores worse than a missing one."""
    fields: Fields = {
        "evidence": ["橋の点検は5年"],
        "gold_documents": ["bridges"],
        "gold_desk": "north",
        "must_not": ["毎年"],
    }
    asked = question(**fields, history=[{"role": "user", "content": "前"}], pair_of="q0", clarification=True)
    for name, metric in METRICS.items():
        target = unanswerable(**fields) if not metric.applies(asked) else asked
        missing = measured(metric, case(target, None))
        if name in {"memory", "answered_partly"}:  # says nothing of memory; counts as wrong, not as partly right
            assert missing is not None
            assert missing.value == 0.0
            continue
        assert missing is not None, name
        assert missing.weight == 1.0, name
        worst = 0.0 if metric.higher_is_better else 1.0
        assert missing.value == worst or (not metric.higher_is_better and missing.value > worst), name


def test_every_figure_of_nothing_is_zero() -> None:
    """A figure over no questions is zero, not an error."""
    assert {metric.aggregate([]) for metric in METRICS.values()} == {0.0}


def test_figures_of_retrieval_read_the_passages() -> None:
    """Recall, rank, gain and reading length come from the stored list of passages."""
    asked = question(evidence=["橋の点検は5年に1回", "点検調書に記録"])
    item = case(asked, record(), passages("なし", "橋の点検は5年に1回行います。", "点検調書に記録します。"))
    values = {
        name: (found.value if (found := measured(METRICS[name], item)) else None)
        for name in ("recall@1", "recall@3", "mrr", "evidence_within")
    }
    assert values == {"recall@1": 0.0, "recall@3": 1.0, "mrr": 0.5, "evidence_within": 1.0}


@pytest.mark.parametrize(
    ("answer", "full", "partial", "wrong", "said"),
    [
        pytest.param(record(answer="5年に1回で調書に残します"), 1.0, 0.0, 0.0, 1.0, id="full"),
        pytest.param(record(answer="5年に1回です"), 0.0, 1.0, 0.0, 0.5, id="partial"),
        pytest.param(record(answer="毎年です"), 0.0, 0.0, 1.0, 0.0, id="wrong"),
        pytest.param(record(answer="5年に1回で調書に残し、毎月です"), 0.0, 0.0, 1.0, 1.0, id="with-a-forbidden-claim"),
        pytest.param(record("abstained", "5年に1回、調書"), 0.0, 0.0, 1.0, 0.0, id="declined"),
        pytest.param(None, 0.0, 0.0, 1.0, 0.0, id="missing"),
    ],
)
def test_answers_are_full_partial_or_wrong(
    answer: AnswerRecord | None, full: float, partial: float, wrong: float, said: float
) -> None:
    """Every answer is exactly one of full, partial and wrong."""
    asked = question(answer_keys=[["5年に1回", "五年に一回"], "調書"], must_not=["毎月"])
    found = [on(name, asked, answer) for name in ("answered_fully", "answered_partly", "answered_wrongly")]
    assert found == [(full, 1.0), (partial, 1.0), (wrong, 1.0)]
    assert on("key_fact_recall", asked, answer) == (said, 1.0)


def test_fewer_keys_can_suffice() -> None:
    """With min_keys an answer is full as soon as so many facts are said."""
    asked = question(answer_keys=["5年に1回", "調書"], min_keys=1)
    assert on("answered_fully", asked, record()) == (1.0, 1.0)


def test_length_is_a_percentile_of_given_answers() -> None:
    """Declined answers have no length; a missing one counts as the longest allowed."""
    group = cases(
        (question("a"), record(answer="あ" * 10)),
        (question("b"), record(answer="あ" * 20)),
        (question("c"), DECLINED),
        (question("d"), None),
    )
    assert figure("answer_length_p50", group) == 20
    assert figure("answer_length_p95", group) == 2000


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        pytest.param([3, 1, 2], 0.5, 2, id="odd"),
        pytest.param([1, 2, 3, 4], 0.5, 2, id="even"),
        pytest.param(list(range(1, 101)), 0.95, 95, id="hundred"),
        pytest.param([7], 0.95, 7, id="one"),
        pytest.param([5, 5, 5], 0.5, 5, id="ties"),
        pytest.param([], 0.5, 0, id="none"),
    ],
)
def test_percentiles_are_values_that_occurred(values: list[int], share: float, expected: int) -> None:
    """A percentile is the nearest rank."""
    assert percentile([Measured(float(value)) for value in values], share) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(record(**CITED), (1.0, 1.0), id="marker-and-citation"),
        pytest.param(record(answer="5年に1回です。", **CITED), (0.0, 1.0), id="no-marker"),
        pytest.param(record(), (0.0, 1.0), id="no-citation"),
        pytest.param(record(answer="5年に1回です。[1][2]", **CITED), (0.0, 1.0), id="marker-without-citation"),
        pytest.param(DECLINED, (0.0, 0.0), id="declined"),
    ],
)
def test_citations_exist(answer: AnswerRecord, expected: tuple[float, float]) -> None:
    """Markers and citations must be the same set; a declined answer needs none."""
    assert on("citation_exists", question(), answer) == expected


def test_quotes_are_compared_with_the_store() -> None:
    """A quote counts only when the stored page holds it between its offsets."""
    right, moved = citation(), citation() | {"start": 1, "end": 15, "marker": 2}
    foreign = citation(document_id="nowhere") | {"marker": 3}
    answer = record(citations=[right, moved, foreign])
    assert on("citation_verbatim", question(), answer) == (1.0, 3.0)


def test_cited_documents_are_the_gold_ones() -> None:
    """Citations of gold or also accepted documents are right; the row of a registry counts through its source."""
    asked = question(gold_documents=["bridges"])
    row = citation(document_id="desks") | {"kind": "record", "marker": 2, "source": {"title": "bridgesの文書"}}
    answer = record(citations=[citation(), row, citation(document_id="water") | {"marker": 3}])
    assert on("citation_document", asked, answer) == (2.0, 3.0)
    assert on("citation_document", question(gold_documents=["bridges"], also_documents=["water"]), answer) == (3.0, 3.0)


def test_cited_pages_hold_the_evidence() -> None:
    """At least one cited page must hold a piece of evidence; rows of registries are not judged."""
    asked = question(evidence=["橋の点検は5年"])
    assert on("citation_page", asked, record(**CITED)) == (1.0, 1.0)
    assert on("citation_page", asked, record(citations=[citation(document_id="water")])) == (0.0, 1.0)
    assert on("citation_page", asked, record(citations=[citation() | {"kind": "record"}])) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        pytest.param("橋の点検は5年に1回です。[1]", "ja", (1.0, 1.0), id="numbers-in-the-quote"),
        pytest.param("橋の点検は3年に1回です。[1]", "ja", (0.0, 1.0), id="another-number"),
        pytest.param("「橋の点検」は5年に1回です。[1]", "ja", (1.0, 1.0), id="quoted-words"),
        pytest.param("北海市では5年に1回です。[1]", "ja", (0.0, 1.0), id="a-name-that-is-not-quoted"),
        pytest.param("次のとおりです。橋の点検は5年に1回です。[1]", "ja", (1.0, 1.0), id="introduction"),
        pytest.param("橋の点検は5年に1回です。", "ja", (0.0, 1.0), id="number-without-marker"),
        pytest.param("・5年に1回[1]\n・点検[1]", "ja", (2.0, 2.0), id="list"),
        pytest.param("Bridges are inspected every 5 years.[1]", "en", (1.0, 1.0), id="other-language"),
        pytest.param("5年に1回です。[2]", "ja", (0.0, 1.0), id="marker-of-nothing"),
    ],
)
def test_sentences_are_supported_by_their_quotes(text: str, lang: str, expected: tuple[float, float]) -> None:
    """Every number and name of a sentence stands in the quotes of its markers."""
    assert on("citation_support", question(lang=lang), record(answer=text, **CITED)) == expected


def test_abstention_is_counted_both_ways() -> None:
    """Precision, recall, F1, false answers and false refusals follow from the four kinds of outcome."""
    group = cases(
        (question("answered"), record()),
        (question("refused"), DECLINED),
        (unanswerable("declined"), DECLINED),
        (unanswerable("invented"), record()),
        (unanswerable("declined2"), record("refused", "お答えできません。")),
    )
    assert figure("abstention_precision", group) == pytest.approx(2 / 3)
    assert figure("abstention_recall", group) == pytest.approx(2 / 3)
    assert figure("abstention_f1", group) == pytest.approx(2 / 3)
    assert figure("false_answers", group) == pytest.approx(1 / 3)
    assert figure("false_refusals", group) == pytest.approx(1 / 2)


def test_missing_predictions_lower_abstention() -> None:
    """Without a prediction neither an answer nor a right refusal is assumed."""
    group = cases((question("a"), None), (unanswerable("u"), None))
    assert figure("abstention_f1", group) == 0.0
    assert figure("false_answers", group) == 1.0
    assert figure("false_refusals", group) == 1.0


def test_the_risk_rises_with_coverage() -> None:
    """The curve starts with the most confident answers; ties share their risk; the area is its mean."""
    items = [Measured(0.0, order=0.9), Measured(1.0, order=0.5), Measured(0.0, order=0.5), Measured(1.0, order=-1.0)]
    assert curve(items) == [(0.25, 0.0), (0.5, 0.25), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]
    assert curve(items) == curve([items[0], items[2], items[1], items[3]])
    assert area(items) == pytest.approx((0.0 + 0.25 + 1 / 3 + 0.5) / 4)


def test_declined_questions_come_after_all_answers() -> None:
    """Even a declined question with full confidence covers nothing before the last answer."""
    group = cases(
        (question("a"), record(confidence=0.0)),
        (question("b"), record("abstained", "", confidence=1.0)),
        (question("c"), None),
    )
    metric = METRICS["risk_coverage_area"]
    found = [item for one in group if (item := measured(metric, one))]
    assert curve(found) == [(pytest.approx(1 / 3), 0.0), (pytest.approx(2 / 3), 0.5), (1.0, pytest.approx(2 / 3))]


@pytest.mark.parametrize(
    ("fields", "desks", "expected"),
    [
        pytest.param({"gold_desk": "north"}, ["north"], 1.0, id="right"),
        pytest.param({"gold_desk": "北の相談窓口"}, ["north"], 1.0, id="by-name"),
        pytest.param({"gold_desk": "north"}, ["south"], 0.0, id="wrong"),
        pytest.param({"gold_desk": "north"}, ["north", "south"], 0.0, id="one-too-many"),
        pytest.param({"gold_desk": "north", "accept_desks": ["south"]}, ["north", "south"], 1.0, id="also-accepted"),
        pytest.param({"gold_desk": "north"}, [], 0.0, id="none"),
        pytest.param(
            {"desk_policy": "ask_or_list", "accept_desks": ["north", "south"]}, [], 1.0, id="unclear-region-none"
        ),
        pytest.param(
            {"desk_policy": "ask_or_list", "accept_desks": ["north", "south"]}, ["north"], 0.0, id="unclear-region-one"
        ),
        pytest.param({"desk_policy": "none"}, ["north"], 0.0, id="none-is-due"),
    ],
)
def test_desks_are_right(fields: Fields, desks: list[str], expected: float) -> None:
    """The wanted desk and no other; where the region is unclear all candidates or none."""
    names = {"north": "北の相談窓口", "south": "南の相談窓口"}
    named = [{"desk_id": desk, "name": names[desk]} for desk in desks]
    answer = record(desk=named[0] if named else None, desk_candidates=named[1:])
    assert on("desk_accuracy", question(**fields), answer) == (expected, 1.0)


def test_the_confusion_matrix_counts_every_wanted_desk() -> None:
    """Each question with a wanted desk is in the matrix, also without prediction or desk."""
    group = cases(
        (question("a", gold_desk="north"), record(desk={"desk_id": "north", "name": "北の相談窓口"})),
        (question("b", gold_desk="north"), record(desk={"desk_id": "south", "name": "南の相談窓口"})),
        (question("c", gold_desk="south"), record()),
        (question("d", gold_desk="south"), None),
        (question("e"), record()),
    )
    assert dict(confusion(group)) == {
        ("北の相談窓口", "北の相談窓口"): 1,
        ("北の相談窓口", "南の相談窓口"): 1,
        ("南の相談窓口", NO_DESK): 1,
        ("南の相談窓口", NO_PREDICTION): 1,
    }
    assert next(iter(confusion(group))) == ("北の相談窓口", "北の相談窓口")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"電話は {PHONE} です。", 0.0, id="registry"),
        pytest.param("電話は 03-9999-9999 です。", 1.0, id="invented"),
        pytest.param("メールは evil@example.org です。", 1.0, id="invented-address"),
        pytest.param("電話は 03-5555-5555 です。", 0.0, id="told-by-the-user"),
    ],
)
def test_contacts_stand_in_the_registry(text: str, expected: float) -> None:
    """A telephone number or address must come from the registry, a cited page or the user."""
    asked = question(question="03-5555-5555 は誰の番号ですか")
    assert on("false_contacts", asked, record(answer=text)) == (expected, 1.0)


def test_a_desk_with_a_changed_number_is_a_false_contact() -> None:
    """The desk's own fields are compared with the registry too."""
    answer = record(desk={"desk_id": "north", "name": "北の相談窓口", "phone": "03-9999-9999"})
    assert on("false_contacts", question(), answer) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("fields", "answer", "expected"),
    [
        pytest.param({"clarification": True}, record("clarify", "どちらですか"), (1.0, 1.0), id="needed-and-asked"),
        pytest.param({"clarification": True}, record(), (0.0, 1.0), id="needed-not-asked"),
        pytest.param({}, record("clarify", "どちらですか"), (0.0, 1.0), id="needless"),
        pytest.param({}, record(), (1.0, 1.0), id="not-needed"),
        pytest.param({"expect": ["answered", "clarify"]}, record(), None, id="either"),
    ],
)
def test_asking_back(fields: Fields, answer: AnswerRecord, expected: tuple[float, float] | None) -> None:
    """Asking back is right where it is needed and wrong where it is not."""
    assert on("clarification", question(**fields), answer) == expected


def test_robustness_wants_both_of_a_pair() -> None:
    """A pair counts when the original and its rewording are right; without the original it does not."""
    both = cases((question("a"), record()), (question("b", pair_of="a"), record()))
    one = cases((question("a"), DECLINED), (question("b", pair_of="a"), record()))
    alone = cases((question("b", pair_of="a"), record()))
    assert [figure("robustness", group) for group in (both, one, alone)] == [1.0, 0.0, 0.0]


def test_follow_ups_are_the_questions_with_a_history() -> None:
    """Only questions with earlier turns count."""
    history = [{"role": "user", "content": "前"}]
    group = cases((question("a", history=history), record()), (question("b"), DECLINED))
    assert figure("follow_ups", group) == 1.0


def test_latency_and_memory_are_of_the_answers() -> None:
    """Latency is a percentile over all questions; memory is the largest that was seen."""
    group = cases((question("a"), record()), (question("b"), None))
    assert figure("latency_p50", group) == 0.0
    assert figure("latency_p95", group) == 20_000.0
    assert figure("memory", group) == 0.0


def test_questions_for_retrieval_are_judged_on_retrieval_alone() -> None:
    """Figures of answers, desks and abstention leave out questions that were only searched."""
    fields: Fields = {"evidence": ["橋の点検は5年"], "gold_desk": "north", "must_not": ["毎年"], "retrieval_only": True}
    item = case(question(**fields), record())
    applied = {metric.group for metric in METRICS.values() if measured(metric, item) is not None}
    assert applied == {"検索", "速さ・資源"}
    assert not confusion([item])


def test_ratios_divide_sums() -> None:
    """A ratio over cases is the sum of values over the sum of weights, not a mean of ratios."""
    assert ratio([Measured(1.0, 1.0), Measured(0.0, 3.0)]) == 0.25
