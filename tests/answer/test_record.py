"""The JSON of the contract."""

from __future__ import annotations

import json

import pytest

from chatbot.answer.record import document_json, entry_json, passage_json, to_json
from chatbot.records import (
    Answer,
    Chunk,
    Citation,
    Clarification,
    Desk,
    DeskReferral,
    Document,
    IngestEntry,
    Locator,
    Passage,
    Source,
)

SOURCE = Source("手引き", "役所", "2025-03", "第2章", "https://www.example.go.jp/")
DESK = DeskReferral(Desk("x", "整備局", "企画", "00-0000-0000", None, ("南県",)), "担当だからです。")
FULL = Answer(
    "a",
    "partial",
    "答え[1]",
    (Citation(1, "d", "summary", "題", "引用", 3, 5, 2, Locator(2, "章"), "発行", "2026-01-01", None, SOURCE),),
    DESK,
    (DESK,),
    Clarification("どちらですか。", ("甲", "乙")),
    ("お知らせ",),
    "書き換え",
    ("費用",),
    0.123456,
    "extractive",
    {"retrieve": 1.26, "total": 2.0},
)


def test_full_answer_is_written_key_by_key() -> None:
    """Every part of an answer stands under the key of the contract, and nothing else does."""
    desk = {
        "desk_id": "x",
        "name": "整備局",
        "department": "企画",
        "phone": "00-0000-0000",
        "email": None,
        "reason": "担当だからです。",
    }
    assert to_json(FULL) == {
        "id": "a",
        "status": "partial",
        "answer": "答え[1]",
        "citations": [
            {
                "marker": 1,
                "document_id": "d",
                "kind": "summary",
                "title": "題",
                "publisher": "発行",
                "date": "2026-01-01",
                "url": None,
                "source": {
                    "title": "手引き",
                    "publisher": "役所",
                    "date": "2025-03",
                    "place": "第2章",
                    "url": "https://www.example.go.jp/",
                },
                "locator": {"page": 2, "heading": "章"},
                "quote": "引用",
                "start": 3,
                "end": 5,
            }
        ],
        "desk": desk,
        "desk_candidates": [desk],
        "clarification": {"question": "どちらですか。", "choices": ["甲", "乙"]},
        "notices": ["お知らせ"],
        "rewritten_question": "書き換え",
        "missing": ["費用"],
        "confidence": 0.123,
        "answerer": "extractive",
        "timings_ms": {"retrieve": 1.3, "total": 2.0},
    }


def test_empty_answer_has_the_same_keys() -> None:
    """What is not there is null or empty, never left out."""
    empty = to_json(Answer("a", "abstained", ""))
    assert list(empty) == list(to_json(FULL))
    assert json.loads(json.dumps(empty)) == empty


@pytest.mark.parametrize(("format_", "page"), [("pdf", 4), ("pptx", 4), ("markdown", None), ("xlsx", None)])
def test_passage_names_a_page_only_where_pages_mean_something(format_: str, page: int | None) -> None:
    """A format without printed pages has no page in its locator."""
    chunk = Chunk("d#0-x", "d", 0, 4, 0, 2, "本文", "索引", ("上", "下"))
    document = Document("d", "題", "original", format_, "/secret/d", "")
    assert passage_json(Passage(chunk, document, 0.5)) == {
        "chunk_id": "d#0-x",
        "document_id": "d",
        "title": "題",
        "locator": {"page": page, "heading": "上 > 下"},
        "text": "本文",
        "score": 0.5,
    }


def test_personal_data_of_a_passage_is_masked() -> None:
    """A found passage shows neither an official's extension nor a mobile number, at its full length."""
    text = "担当は係長 山田 内線 1234、携帯 090-1234-5678です。"
    chunk = Chunk("d#0-x", "d", 0, 1, 0, len(text), text, "", ())
    shown = passage_json(Passage(chunk, Document("d", "題", "original", "pdf", "d.pdf", ""), 0.5))["text"]
    assert isinstance(shown, str)
    assert len(shown) == len(text)
    assert [part for part in ("山田", "1234", "090", "5678") if part in shown] == []


def test_document_hides_where_it_lies() -> None:
    """The path on this machine is not part of what is shown of a document."""
    assert "/secret" not in json.dumps(document_json(Document("d", "題", "original", "pdf", "/secret/d", "")))


def test_entry_tells_what_became_of_a_file() -> None:
    """An outcome carries its reason and the pages that failed."""
    entry = entry_json(IngestEntry("a.pdf", "partial", "一部です。", "a", 3, 9, (2,), 0.12345))
    assert entry["failed_pages"] == [2]
    assert entry["seconds"] == 0.123
