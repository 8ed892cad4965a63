"""Put checked sentences together: each with the markers of its quotes, translations beside the Japanese they render."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from chatbot.answer.check_sentences import Checked, brings_contact
from chatbot.answer.cite import cite
from chatbot.answer.claims import figures_of, squeezed
from chatbot.answer.compose import Told, clean
from chatbot.answer.draft import Sentence
from chatbot.answer.material import Numbered, Quotable
from chatbot.records import Citation, Page

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_KANA = re.compile("[ぁ-ゖァ-ヺｦ-ﾟ]")
_DENIES_IN_JAPANESE = re.compile("ない|ません|(?<![ま])ず(?:、|に|$)|不要|不可|禁止|対象外")
_DENIES = re.compile(
    r"\b(?:not?|none|never|without|cannot|except|un\w+able|prohibited|exempt|não|nunca|sem|nem|sin|ningún|ninguna|không|chưa)\b"
    r"|n't\b|[不没未无禁]|않|없|안 |못",
    re.IGNORECASE,
)


def tell(checked: Sequence[Checked], page_of: Callable[[str, int], Page]) -> Told:
    """Tell sentences that hold, none of them twice; a quote has one marker, however many sentences rest on it."""
    citations: list[Citation] = []
    lines: list[str] = []
    seen: set[str] = set()
    for item in checked:
        text = squeezed(item.sentence.text)
        if text in seen:
            continue
        seen.add(text)
        marks = "".join(dict.fromkeys(_mark(n, q, citations, page_of) for n, q in item.quotes))
        told = said(item) + marks
        if item.sentence.opens or not lines:
            lines.append(("・" if item.sentence.bullet else "") + told)
        else:
            lines[-1] += told
    return Told("\n".join(lines), tuple(citations))


def said(item: Checked) -> str:
    """Return a sentence as it is shown: the Japanese, or its translation with the Japanese in brackets."""
    japanese = clean(item.sentence.text)
    return f"{clean(item.sentence.translation)}（{japanese}）" if translated(item.sentence) else japanese


def translated(sentence: Sentence) -> bool:
    """Tell whether a sentence has a translation that may be shown."""
    return bool(sentence.translation) and renders(sentence.translation, sentence.text)


def renders(translation: str, japanese: str) -> bool:
    """Tell whether a translation may stand beside its sentence: no figure, no denial and no contact of its own.

    Japanese is no translation: it would pass as a statement of the documents that nobody has checked.
    """
    if _KANA.search(translation):
        return False
    figures = {n for figure in figures_of(squeezed(japanese)) for n in _DIGITS.findall(figure)}
    own = {re.sub(r",(?=\d{3})", "", n) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", translation)}
    own = {n.rstrip(",") for n in own}
    denies = bool(_DENIES.search(translation)) == bool(_DENIES_IN_JAPANESE.search(japanese))
    return own <= figures and denies and not brings_contact(translation)


def _mark(
    numbered: Numbered, quotable: Quotable, citations: list[Citation], page_of: Callable[[str, int], Page]
) -> str:
    """Return the marker of a quote, given on its first use."""
    document, chunk, segment = numbered.document, quotable.chunk, quotable.segment
    place = (document.id, chunk.page, segment.start, segment.end)
    for known in citations:
        if (known.document_id, known.page, known.start, known.end) == place:
            return f"[{known.marker}]"
    page = page_of(document.id, chunk.page)
    citations.append(cite(document, chunk, segment, page, len(citations) + 1))
    return f"[{len(citations)}]"
