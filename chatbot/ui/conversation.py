"""Renders the conversation: questions, answers, what they rest on, desks, choices. Returns HTML, asks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chatbot.records import Answer, Citation, DeskReferral, Source, Status
from chatbot.ui import words
from chatbot.ui.escape import link, paragraphs, text
from chatbot.ui.exchange import SHOWN_EXCHANGES, Exchange
from chatbot.words import KIND_LABELS, heading_below, quoted, readable_date


def conversation(exchanges: Sequence[Exchange]) -> str:
    """Return the whole conversation, or the welcome where there is none yet."""
    if not exchanges:
        return welcome()
    first = max(0, len(exchanges) - SHOWN_EXCHANGES)
    shown = "".join(_exchange(first + index, exchange) for index, exchange in enumerate(exchanges[first:]))
    again = f'<button type="button" class="again" data-action="again">{text(words.NEW_TOPIC)}</button>'
    return f'<div class="conversation">{shown}{again}</div>'


def welcome() -> str:
    """Return what the page does, in three lines, and example questions as buttons."""
    points = "".join(f"<li>{text(point)}</li>" for point in words.WELCOME_POINTS)
    examples = "".join(choice(example) for example in words.EXAMPLES)
    return (
        f'<section class="welcome"><h2>{text(words.WELCOME_TITLE)}</h2><ul>{points}</ul>'
        f"<h3>{text(words.EXAMPLES_TITLE)}</h3><div class='choices'>{examples}</div></section>"
    )


def choice(question: str, label: str = "") -> str:
    """Return a button that asks a question."""
    return (
        f'<button type="button" class="choice" data-action="ask" data-text="{text(question)}">'
        f"{text(label or question)}</button>"
    )


def _exchange(turn: int, exchange: Exchange) -> str:
    asked = f'<div class="asked"><span class="speaker">{text(words.YOU)}</span><p>{_lines(exchange.question)}</p></div>'
    if exchange.error:
        reply = f'<div class="reply failed" role="alert"><p>{text(exchange.error)}</p></div>'
    elif exchange.answer is None:
        reply = f'<div class="reply waiting"><p>{text(words.WAITING)}</p></div>'
    else:
        reply = f'<div class="reply">{_answer(turn, exchange.answer)}</div>'
    return f'<article class="exchange" data-turn="{turn}">{asked}{reply}</article>'


def _answer(turn: int, answer: Answer) -> str:
    known = frozenset(citation.marker for citation in answer.citations)
    body = f'<div class="answer">{paragraphs(answer.answer, turn=turn, known=known)}</div>'
    return "".join(
        (
            _badge(answer.status),
            body,
            _clarification(answer),
            _citations(turn, answer.citations),
            _desks(answer),
            _notices(answer.notices),
        )
    )


def _badge(status: Status) -> str:
    words_of_status = words.STATUS_BADGES.get(status)
    return f'<span class="badge {status}">{text(words_of_status)}</span>' if words_of_status else ""


def _clarification(answer: Answer) -> str:
    found = answer.clarification
    if found is None:
        return ""
    asked = "" if found.question.strip() in answer.answer else f"<p>{text(found.question)}</p>"
    return f'<div class="clarification">{asked}<div class="choices">{"".join(map(choice, found.choices))}</div></div>'


def _citations(turn: int, citations: Sequence[Citation]) -> str:
    """Return the citations, those of one document and source together, in the order of their first markers."""
    groups: dict[tuple[str, Source | None], list[Citation]] = {}
    for citation in citations:
        groups.setdefault((citation.document_id, citation.source), []).append(citation)
    if not groups:
        return ""
    rows = "".join(_cited_document(turn, group) for group in groups.values())
    return f'<section class="citations"><h3>{text(words.CITATIONS_TITLE)}</h3><ul>{rows}</ul></section>'


def _cited_document(turn: int, group: Sequence[Citation]) -> str:
    first = group[0]
    kind = f'<span class="kind {first.kind}">{text(KIND_LABELS[first.kind])}</span>'
    facts = _joined([first.publisher, readable_date(first.date or "")])
    quotes = "".join(_quote(turn, citation) for citation in group)
    return (
        f'<li class="cited"><p class="title">{text(first.title)}</p><p class="facts">{kind}{facts}</p>'
        f'{source_line(first.source)}<ul class="quotes">{quotes}</ul></li>'
    )


def _quote(turn: int, citation: Citation) -> str:
    page = words.PAGE.format(page=citation.locator.page) if citation.locator.page else ""
    place = _joined([page, heading_below(citation.locator.heading, citation.title)])
    return (
        f'<li><span class="number" aria-hidden="true">{citation.marker}</span><div>'
        f'<blockquote>{_lines(quoted(citation.quote))}</blockquote><p class="place">{place} '
        f'<button type="button" class="citation" data-action="open" data-turn="{turn}" data-marker="{citation.marker}" '
        f'aria-label="{text(words.OPEN_MARKER.format(marker=citation.marker))}">{text(words.OPEN_DOCUMENT)}</button></p>'
        f"</div></li>"
    )


def source_line(source: Source | None) -> str:
    """Name the official document behind one of our summaries or a registry row, with a link where it is published."""
    if source is None:
        return ""
    facts = _joined([f"「{source.title}」", source.publisher, readable_date(source.date or ""), source.place])
    return f'<p class="source">{text(words.SOURCE)}{facts} {link(source.url, words.VIEWER_LINK)}</p>'


def _desks(answer: Answer) -> str:
    if answer.desk is not None:
        return desk_card(answer.desk, title=words.DESK_TITLE)
    told = all(candidate.desk.name in answer.answer for candidate in answer.desk_candidates)
    if told:  # the answer lists them with their contacts
        return ""
    cards = "".join(desk_card(candidate) for candidate in answer.desk_candidates)
    return f'<section class="candidates"><h3>{text(words.CANDIDATES_TITLE)}</h3>{cards}</section>'


def desk_card(referral: DeskReferral, *, title: str = "") -> str:
    """Return a desk with its contacts and the reason why it is named."""
    desk = referral.desk
    heading = f"<h3>{text(title)}</h3>" if title else ""
    department = f'<p class="department">{text(desk.department)}</p>' if desk.department else ""
    contacts = [
        f"<dt>{text(label)}</dt><dd>{text(value)}</dd>"
        for label, value in ((words.PHONE, desk.phone), (words.EMAIL, desk.email))
        if value
    ]
    listed = f"<dl>{''.join(contacts)}</dl>" if contacts else f"<p>{text(words.NO_CONTACT)}</p>"
    return (
        f'<section class="desk">{heading}<p class="name">{text(desk.name)}</p>{department}{listed}'
        f'<p class="reason">{text(referral.reason)}</p></section>'
    )


def _notices(notices: Sequence[str]) -> str:
    rows = "".join(f"<li>{text(notice)}</li>" for notice in notices)
    return f'<ul class="notices" aria-label="{text(words.NOTICES)}">{rows}</ul>' if notices else ""


def _joined(parts: Iterable[str | None]) -> str:
    return " ・ ".join(text(part) for part in parts if part)


def _lines(value: str) -> str:
    return text(value).replace("\n", "<br>")
