"""The question schema."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from eval.fake import Fields, question, unanswerable


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"min_keys": 3}, "min_keys", id="more-keys-needed-than-there-are"),
        pytest.param({"answer_keys": [[]]}, "空の項目", id="empty-key"),
        pytest.param({"evidence": ["短い"]}, "4文字以上", id="evidence-too-short"),
        pytest.param({"gold_mode": "all", "gold_documents": ["a"]}, "2件以上", id="all-of-one-document"),
        pytest.param({"form": "follow_up"}, "history", id="follow-up-without-history"),
        pytest.param({"desk_policy": "ask_or_list"}, "accept_desks", id="list-of-no-desks"),
        pytest.param({"sections": ["見出しだけ"]}, "文書ID#見出し", id="section-without-document"),
        pytest.param({"must_not": ["re:("]}, "正規表現", id="broken-pattern"),
        pytest.param({"answer_keys": []}, "answer_keys", id="nothing-to-judge-by"),
        pytest.param({"type": "riddle"}, "type", id="unknown-type"),
        pytest.param({"expect": []}, "expect", id="nothing-expected"),
        pytest.param({"anser_keys": ["a"]}, "anser_keys", id="misspelt-field"),
    ],
)
def test_contradictions_are_refused(fields: Fields, words: str) -> None:
    """A question that contradicts itself is refused with words that name the field."""
    with pytest.raises(ValidationError, match=words):
        question(**fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, True, id="answered"),
        pytest.param({"expect": ["abstained"]}, False, id="abstained"),
        pytest.param({"expect": ["abstained", "escalated"]}, False, id="referral-of-an-unanswerable-question"),
        pytest.param({"type": "contact", "expect": ["escalated"]}, True, id="contact"),
        pytest.param({"type": "ambiguous_region", "expect": ["clarify"]}, True, id="asks-for-the-region"),
        pytest.param({"expect": ["abstained", "partial"], "answerable": False}, False, id="stated-by-the-author"),
    ],
)
def test_answerable_is_derived(fields: Fields, expected: bool) -> None:
    """Whether a question should be answered follows from its statuses and type unless the author states it."""
    assert question(**fields).should_answer is expected


def test_a_bare_string_is_one_spelling() -> None:
    """Key facts and evidence may be written as plain strings or as lists of alternatives."""
    asked = question(answer_keys=["5年", ["一回", "1回"]], evidence=["橋の点検は"])
    assert asked.answer_keys == [["5年"], ["一回", "1回"]]
    assert asked.evidence == [["橋の点検は"]]
    assert asked.keys_needed == 2


def test_a_question_reads_back_as_it_was_written() -> None:
    """A question written as JSON without its defaults reads back equal."""
    asked = unanswerable(history=[{"role": "user", "content": "前の質問"}], form="follow_up")
    assert type(asked).model_validate_json(asked.model_dump_json(exclude_defaults=True)) == asked
