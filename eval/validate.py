"""Check question files.

Each line against the schema, the files against each other, the evidence against the documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.adapters import check_file
from eval.schema import EvalQuestion
from eval.spelling import bare, loose
from eval.world import is_document

DOCUMENT_SUFFIXES = frozenset({".md", ".txt", ".html", ".csv", ".toml"})
"""Files whose text is read as it is; evidence in other formats is checked when a run observes the library."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What was read and what is wrong with it."""

    questions: tuple[EvalQuestion, ...]
    complaints: tuple[str, ...]


def validate(paths: Sequence[Path], corpus: Path | None = None) -> Validation:
    """Check question files together; with ``corpus`` also that every piece of evidence stands in a document."""
    questions: list[EvalQuestion] = []
    complaints: list[str] = []
    for path in paths:
        found, errors = check_file(path)
        questions.extend(found)
        complaints.extend(errors)
    complaints.extend(_across(questions))
    if corpus is not None:
        complaints.extend(_against_documents(questions, _documents(corpus)))
    return Validation(tuple(questions), tuple(complaints))


def _across(questions: Sequence[EvalQuestion]) -> Iterable[str]:
    """Yield what contradicts itself between questions.

    Ids, pairs, and texts that leak from one split into the other.
    """
    ids = Counter(question.id for question in questions)
    yield from (f"{name}: 同じ id が{count}回あります。" for name, count in ids.items() if count > 1)
    by_id = {question.id: question for question in questions}
    for question in questions:
        if question.pair_of is None:
            continue
        original = by_id.get(question.pair_of)
        if original is None:
            yield f"{question.id}: pair_of の質問「{question.pair_of}」がありません。"
        elif original.split != question.split:
            yield f"{question.id}: pair_of の質問と split が違います。"
    seen: dict[str, EvalQuestion] = {}
    for question in questions:
        if question.retrieval_only:  # public sets ask the same of several paragraphs
            continue
        text = bare(question.text_spoken) + f"\0{question.user_region}"
        if text in seen:
            yield f"{question.id}: 「{seen[text].id}」と同じ質問文です。"
        seen.setdefault(text, question)


def _documents(folder: Path) -> dict[str, str]:
    return {
        path.stem: loose(path.read_text(encoding="utf-8", errors="replace"))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in DOCUMENT_SUFFIXES
    }


def _against_documents(questions: Iterable[EvalQuestion], documents: Mapping[str, str]) -> Iterable[str]:
    for question in questions:
        golds = [*question.gold_documents, *question.also_documents]
        unknown = [gold for gold in golds if not any(is_document(name, gold) for name in documents)]
        yield from (f"{question.id}: 文書「{gold}」がありません。" for gold in unknown)
        texts = [
            text for name, text in documents.items() if not golds or any(is_document(name, gold) for gold in golds)
        ]
        for piece in question.evidence:
            if not any(loose(spelling) in text for spelling in piece for text in texts):
                yield f"{question.id}: 根拠「{piece[0][:40]}」が文書にありません。"
