"""Checks of each document by itself: its head, its sources, the length of its sentences, and no contact in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from chatbot.catalogue.findings import ERROR, NOTICE, Finding, Level, Tally
from chatbot.catalogue.manuscript import Corpus, Manuscript, first_day

CATEGORIES = ("strategy", "guidebook", "case", "law", "support", "technology")
NO_DATE = "日付の記載なし"
"""What ``as_of`` says where the document that was summarised states no date."""
LONGEST_SENTENCE = 120
"""Characters; the answers quote whole sentences, and a longer one is hard to read on a telephone and in a draft."""

_REQUIRED = ("id", "title", "kind", "category", "note", "as_of", "licence")
_CUT = re.compile(r"(?:\s*-\s+|\s*)([a-z_]+):\s+(?!['\"|>])(.*?)\s#")
_KEY = re.compile(r"([a-z_]+)\s*:")
_URL_LINE = re.compile(r"\s*url:\s*(['\"]?)(.*?)\1\s*\Z")
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_CONTACTS = (
    ("メールアドレス", re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (
        "電話番号",
        re.compile(r"(?<![0-9A-Za-z-])(?:\+81[-\s]?\d|0\d)\d{0,3}[-\s]\d{1,4}[-\s]\d{3,4}(?![0-9A-Za-z-])"),
    ),
    ("電話番号", re.compile(r"(?<![0-9A-Za-z-])0\d{1,4}\s?\(\d{1,4}\)\s?\d{3,4}(?![0-9A-Za-z-])")),
    ("電話番号", re.compile(r"(?<![0-9A-Za-z-])\(0\d{1,4}\)\s?\d{1,4}-\d{3,4}(?![0-9A-Za-z-])")),
    ("電話番号", re.compile(r"(?<![0-9A-Za-z.-])0\d{9,10}(?![0-9A-Za-z-])")),
    ("内線番号", re.compile(r"内線\s*[:：]?\s*\d{2,}")),
)
_DASH = re.compile(r"(?<=[\d)])\s?[‐‑‒–—―−ー]\s?(?=\d)")  # ー ends words as well: センター03-…


def check_heads(corpus: Corpus) -> Iterator[Finding]:
    """Find heads that are missing, incomplete or cut, and ids that are not their file's name."""
    for file in corpus.unreadable:
        yield Finding(ERROR, "front-matter", file, 1, "文字コードが UTF-8 ではありません。保存し直してください。")
    for one in corpus.manuscripts:
        yield from _head(one, corpus)
    counts = Counter(one.id for one in corpus.manuscripts)
    for one in corpus.manuscripts:
        if counts[one.id] > 1:
            said = f"id「{one.id}」を、ほかの文書も使っています。文書ごとに別の id にしてください。"
            yield Finding(ERROR, "id", one.file, one.line_of("id"), said)


def _head(one: Manuscript, corpus: Corpus) -> Iterator[Finding]:
    def found(level: Level, line: int, message: str, rule: str = "front-matter") -> Finding:
        return Finding(level, rule, one.file, line, message)

    if one.front is None:
        yield found(ERROR, 1, "先頭の「---」で囲んだ部分がないか、YAML として読めません。書き方を確かめてください。")
        return
    for number, line in enumerate(one.head, 2):
        if cut := _CUT.match(line):
            yield found(ERROR, number, f"「{cut[1]}」の値が「 #」の前で切れています。値全体を ' で囲んでください。")
        if (url := _URL_LINE.match(line)) and not _WEB_ADDRESS.fullmatch(url[2]):
            yield found(ERROR, number, "url が http:// または https:// で始まるアドレスになっていません。")
    keys = Counter(match[1] for line in one.head if (match := _KEY.match(line)))
    for key in _REQUIRED:
        if getattr(one.front, key) is None:
            yield found(ERROR, one.line_of(key), f"「{key}」がありません。")
    for key in (key for key, count in keys.items() if count > 1):
        yield found(ERROR, one.line_of(key), f"「{key}」が2回以上書かれています。")
    if one.front.id not in (None, one.name):
        said = f"id「{one.front.id}」がファイルの名前「{one.name}」と違います。同じにしてください。"
        yield found(ERROR, one.line_of("id"), said, "id")
    yield from _values(one, corpus)


def _values(one: Manuscript, corpus: Corpus) -> Iterator[Finding]:
    front = one.front
    if front is None:
        return
    if front.kind not in (None, "summary"):
        said = f"kind は summary と書いてください（いまは {front.kind}）。"
        yield Finding(ERROR, "front-matter", one.file, one.line_of("kind"), said)
    if front.category is not None and front.category not in CATEGORIES:
        said = f"category「{front.category}」は使えません。使えるのは {'、'.join(CATEGORIES)} です。"
        yield Finding(ERROR, "front-matter", one.file, one.line_of("category"), said)
    if front.as_of is not None:
        day = first_day(front.as_of)
        if (day is None and front.as_of != NO_DATE) or (day is not None and day > corpus.today):
            said = (
                f"as_of「{front.as_of}」は、今日までの日付（2026-02-02、2025-06 など）か「{NO_DATE}」にしてください。"
            )
            yield Finding(ERROR, "front-matter", one.file, one.line_of("as_of"), said)
    if front.title is not None and one.title is not None and front.title != one.title:
        line = next((number for text, number in one.headings if text == one.title), 1)
        said = f"先頭の見出し「{one.title}」が title「{front.title}」と違います。"
        yield Finding(NOTICE, "front-matter", one.file, line, said)


def check_sources(corpus: Corpus) -> Iterator[Finding | Tally]:
    """Find documents without sources, lines ``出典:`` that name none of them, and sources that nothing rests on.

    An answer cites the source that the section's first ``出典:`` line names, else the document's first source: a
    source that is neither hints at a section whose line was forgotten.
    """
    by_first = 0
    for one in corpus.manuscripts:
        sources = one.front.sources if one.front else ()
        titles = [source.title for source in sources]
        line = one.line_of("sources")
        if one.front is not None and not sources:
            yield Finding(ERROR, "source", one.file, line, "出典（sources）がありません。")
        for source in sources:
            if source.publisher is None:
                said = f"出典「{source.title}」に publisher（公表元）がありません。"
                yield Finding(ERROR, "source", one.file, line, said)
        for title in (title for title, count in Counter(titles).items() if count > 1):
            said = f"同じ題名の出典「{title}」が2つ以上あり、区別できません。"
            yield Finding(ERROR, "source", one.file, line, said)
        yield from _section_sources(one, titles)
        by_first += sum(not section.cited for section in one.sections) if len(titles) > 1 else 0
    yield Tally("節", sum(len(one.sections) for one in corpus.manuscripts))
    yield Tally("節のうち、出典の行がなく、文書の先頭の出典によるもの（出典が2つ以上の文書）", by_first)


def _section_sources(one: Manuscript, titles: list[str]) -> Iterator[Finding]:
    for section in one.sections:
        for title, line in section.cited:
            if title not in titles:
                said = f"出典「{title}」が、文書の sources の題名のどれとも一致しません。"
                yield Finding(ERROR, "source", one.file, line, said)
        if not section.sentences:
            yield Finding(NOTICE, "source", one.file, section.line, f"節「{section.heading}」に文がありません。")
    cited = {title for section in one.sections for title, _ in section.cited}
    resting_on_first = any(not section.cited for section in one.sections)
    for title in titles[1:] if resting_on_first else titles:
        if title not in cited:
            said = f"出典「{title}」による節がありません。節に「出典: 」の行を書き忘れていないか確かめてください。"
            yield Finding(NOTICE, "source", one.file, one.line_of("sources"), said)


def check_contacts(corpus: Corpus) -> Iterator[Finding]:
    """Find telephone numbers and e-mail addresses: contacts stand in the register of desks alone."""
    for one in corpus.manuscripts:
        for number, line in enumerate(one.lines, 1):
            text = _DASH.sub("-", unicodedata.normalize("NFKC", _WEB_ADDRESS.sub(" ", line)))
            for kind in dict.fromkeys(name for name, pattern in _CONTACTS if pattern.search(text)):
                said = f"{kind}が書かれています。連絡先は desks.toml だけに置き、ここからは消してください。"
                yield Finding(ERROR, "contact", one.file, number, said)


def check_lengths(corpus: Corpus) -> Iterator[Finding]:
    """Find sentences that are too long to be quoted; rows of tables are not sentences."""
    for one in corpus.manuscripts:
        for _, sentence in one.sentences():
            if sentence.kind != "row" and len(sentence.text) > LONGEST_SENTENCE:
                said = f"1文が {len(sentence.text)} 文字あります。{LONGEST_SENTENCE} 文字以内に分けてください。"
                yield Finding(NOTICE, "length", one.file, sentence.line, said)
