"""Turns answers, passages, documents and desks into the JSON of the contract, the same for the command line and HTTP.

Shape and rounding, and personal data masked in found passages; nothing is judged or looked up here.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.answer.cite import PAGED_FORMATS
from chatbot.answer.mask import mask_personal
from chatbot.records import Answer, Citation, Desk, DeskReferral, Document, IngestEntry, Passage, Source

Json = dict[str, object]


def to_json(answer: Answer) -> Json:
    """Return the answer record of the contract; timings in milliseconds with one decimal."""
    return {
        "id": answer.id,
        "status": answer.status,
        "answer": answer.answer,
        "citations": [citation_json(citation) for citation in answer.citations],
        "desk": referral_json(answer.desk) if answer.desk else None,
        "desk_candidates": [referral_json(candidate) for candidate in answer.desk_candidates],
        "clarification": (
            {"question": answer.clarification.question, "choices": list(answer.clarification.choices)}
            if answer.clarification
            else None
        ),
        "notices": list(answer.notices),
        "rewritten_question": answer.rewritten_question,
        "missing": list(answer.missing),
        "confidence": round(answer.confidence, 3),
        "answerer": answer.answerer,
        "timings_ms": {stage: round(milliseconds, 1) for stage, milliseconds in answer.timings_ms.items()},
    }


def citation_json(citation: Citation) -> Json:
    """Return one citation; ``start`` and ``end`` count characters of the stored text of the page."""
    return {
        "marker": citation.marker,
        "document_id": citation.document_id,
        "kind": citation.kind,
        "title": citation.title,
        "publisher": citation.publisher,
        "date": citation.date,
        "url": citation.url,
        "source": source_json(citation.source),
        "locator": {"page": citation.locator.page, "heading": citation.locator.heading},
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def source_json(source: Source | None) -> Json | None:
    """Return the official document behind a summary or a registry row."""
    if source is None:
        return None
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "place": source.place,
        "url": source.url,
    }


def desk_json(desk: Desk) -> Json:
    """Return a desk of the registry."""
    return {
        "desk_id": desk.desk_id,
        "name": desk.name,
        "department": desk.department,
        "phone": desk.phone,
        "email": desk.email,
    }


def referral_json(referral: DeskReferral) -> Json:
    """Return a desk together with the reason why it was named."""
    return {**desk_json(referral.desk), "reason": referral.reason}


def passage_json(passage: Passage) -> Json:
    """Return a found passage; its text is the stored text, not the indexed form, with personal data masked."""
    chunk = passage.chunk
    return {
        "chunk_id": chunk.id,
        "document_id": chunk.document_id,
        "title": passage.document.title,
        "locator": {
            "page": chunk.page if passage.document.format in PAGED_FORMATS else None,
            "heading": heading_path(chunk.heading),
        },
        "text": mask_personal(chunk.text),
        "score": round(passage.score, 6),
    }


def heading_path(heading: Sequence[str]) -> str | None:
    """Join a heading path for reading; None where there is none."""
    return " > ".join(heading) or None


def document_json(document: Document) -> Json:
    """Return a stored document without its text and without its path on this machine."""
    return {
        "document_id": document.id,
        "kind": document.kind,
        "title": document.title,
        "publisher": document.publisher,
        "date": document.date,
        "url": document.url,
        "source": source_json(document.source),
        "sources": [source_json(source) for source in document.sources],
        "format": document.format,
        "category": document.category,
        "as_of": document.as_of,
        "superseded_by": document.superseded_by,
        "licence": document.licence,
    }


def entry_json(entry: IngestEntry) -> Json:
    """Return what became of one file."""
    return {
        "path": entry.path,
        "outcome": entry.outcome,
        "reason": entry.reason,
        "document_id": entry.document_id,
        "pages": entry.pages,
        "chunks": entry.chunks,
        "failed_pages": list(entry.failed_pages),
        "seconds": round(entry.seconds, 3),
    }
