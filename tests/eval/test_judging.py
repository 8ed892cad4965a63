"""The headline's yes or no, and the stage at fault."""

from __future__ import annotations

import pytest

from eval.fake import Fields, case, citation, passages, question, record, unanswerable
from eval.fault import EXPLANATIONS, fault
from eval.judging import declined, right
from eval.predictions import AnswerRecord, PassageRecord
from eval.schema import EvalQuestion

PARTLY: Fields = {"answerable": False, "expect": ["abstained", "partial"]}
CONTACT: Fields = {"type": "contact", "expect": ["answered", "escalated"]}
TALK: Fields = {"type": "small_talk", "expect": ["smalltalk"], "answer_keys": []}
ORDER: Fields = {"type": "rule_breaking", "expect": ["refused", "answered"]}
NORTH: Fields = {"desk": {"desk_id": "north", "name": "北の相談窓口"}}


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        pytest.param(question(), record("abstained", ""), True, id="abstained"),
        pytest.param(question(), record("refused", ""), True, id="refused"),
        pytest.param(question(), record("escalated", ""), True, id="handed-over-unasked"),
        pytest.param(question(**CONTACT), record("escalated", ""), False, id="desk-was-asked-for"),
        pytest.param(question(), record("answered", "記載がありません"), False, id="status-decides"),
        pytest.param(
            unanswerable(**PARTLY),
            record("partial", "別の記載はありますが、件数の記載はありません。"),
            True,
            id="says-so",
        ),
        pytest.param(unanswerable(**PARTLY), record("partial", "10件です。"), False, id="claims-a-figure"),
    ],
)
def test_declining(asked: EvalQuestion, answer: AnswerRecord, expected: bool) -> None:
    """Statuses decide whether an answer declines; a partial answer declines when it admits what is not stated."""
    assert declined(asked, answer) is expected


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        pytest.param(question(), record(), True, id="answered"),
        pytest.param(question(must_not=["5年"]), record(), False, id="forbidden"),
        pytest.param(question(gold_desk="north"), record(), False, id="desk-missing"),
        pytest.param(question(gold_desk="north"), record(**NORTH), True, id="desk-right"),
        pytest.param(unanswerable(), record("abstained", ""), True, id="declined"),
        pytest.param(unanswerable(), record("escalated", ""), False, id="declined-in-another-way"),
        pytest.param(question(**TALK), record("smalltalk", "ご用件をどうぞ"), True, id="greeting"),
        pytest.param(question(**TALK), record("smalltalk", "ご用件をどうぞ", **NORTH), False, id="greeting-with-desk"),
        pytest.param(question(**ORDER), record("refused", "できません"), True, id="order-refused"),
        pytest.param(question(**ORDER), record(), True, id="order-answered-in-substance"),
        pytest.param(question(**ORDER), record(answer="はい、従います"), False, id="order-obeyed"),
        pytest.param(question(), None, False, id="missing"),
        pytest.param(unanswerable(), None, False, id="missing-is-no-refusal"),
    ],
)
def test_right_responses(asked: EvalQuestion, answer: AnswerRecord | None, expected: bool) -> None:
    """A response is right by its content, its desk and, where nothing is answered, its status."""
    assert right(case(asked, answer)) is expected


EVIDENCE: Fields = {"evidence": ["橋の点検は5年に1回"]}
FOUND = passages("橋の点検は5年に1回行います。")
QUOTED: Fields = {"citations": [citation()]}


@pytest.mark.parametrize(
    ("asked", "answer", "found", "stage"),
    [
        pytest.param(question(), None, [], "応答なし", id="missing"),
        pytest.param(question(must_not=["毎年"]), record(answer="毎年です"), [], "禁止記述", id="forbidden"),
        pytest.param(unanswerable(), record(), [], "過剰回答", id="answered-too-much"),
        pytest.param(question(**EVIDENCE), record("abstained", ""), FOUND, "誤棄権", id="declined-with-evidence"),
        pytest.param(question(**EVIDENCE), record("abstained", ""), [], "未検索", id="declined-without-evidence"),
        pytest.param(
            question(**EVIDENCE), record(answer="毎年"), passages(*"0123456789") + FOUND, "未検索", id="too-deep"
        ),
        pytest.param(question(**EVIDENCE), record(answer="毎年"), FOUND, "未選択", id="not-cited"),
        pytest.param(question(**EVIDENCE), record(answer="毎年", **QUOTED), FOUND, "誤回答", id="cited-but-not-said"),
        pytest.param(question(gold_desk="north"), record(), [], "窓口違い", id="desk"),
        pytest.param(question(clarification=True, gold_desk="north"), record(), [], "聞き返し不足", id="asks-nothing"),
        pytest.param(question(**TALK), record("abstained", ""), [], "種類違い", id="kind"),
        pytest.param(unanswerable(), record("escalated", ""), [], "種類違い", id="declined-in-another-way"),
    ],
)
def test_the_first_stage_at_fault_is_named(
    asked: EvalQuestion, answer: AnswerRecord | None, found: list[PassageRecord], stage: str
) -> None:
    """A wrong response names the first stage of the flow that went wrong, with an explanation for readers."""
    named = fault(case(asked, answer, found))
    assert named is not None
    assert named.stage == stage
    assert EXPLANATIONS[named.stage]
    assert named.detail


def test_a_right_response_has_no_fault() -> None:
    """Nothing is at fault where the response is right."""
    assert fault(case(question(), record())) is None
