"""Dates, fiscal years and numbers of meetings in other languages, as Japanese documents write them."""

from __future__ import annotations

import re

_NAMES = (
    "january janeiro enero|february fevereiro febrero|march março marzo|april abril|may maio mayo|june junho junio"
    "|july julho julio|august agosto|september setembro septiembre setiembre|october outubro octubre"
    "|november novembro noviembre|december dezembro diciembre"
)
_MONTHS = {name: number for number, names in enumerate(_NAMES.split("|"), 1) for name in names.split()}
_MONTH = "|".join(_MONTHS)
_MEETING = r"meeting|session|conference|reuni[ãó]o?n?|sessão|sesión"
# 「1º de abril」 is read as 1o: texts come in NFKC.
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:(?<=on )|(?<=of )|(?<=by )|(?!may \d+ [a-z]))"  # 「how many may 5 people …」 is no date
        rf"(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s*(?P<y>(?:19|20)\d\d))?",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|o)?\s+(?:of\s+|de\s+)?(?P<m>{_MONTH})\b"
        r"(?:,?\s*(?:del?\s+)?(?P<y>(?:19|20)\d\d))?",
        rf"\b(?P<m>{_MONTH}),?\s+(?:of\s+|del?\s+)?(?P<y>(?:19|20)\d\d)",
        r"\b(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\b(?:,?\s*(?:năm\s+)?(?P<y>(?:19|20)\d\d))?",
        r"\btháng\s+(?P<m>\d{1,2})(?:,?\s*(?:năm\s+)?|/)(?P<y>(?:19|20)\d\d)",
        r"(?:(?P<y>(?:19|20)\d\d)\s*[年년]\s*)(?P<m>\d{1,2})\s*[月월](?:\s*(?P<d>\d{1,2})\s*[日号일])?",
        r"(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日号일]",
    )
)
_FISCAL = re.compile(
    r"\b(?:fiscal(?: year)?|fy|ano fiscal(?: de)?|año fiscal(?: de)?|năm tài (?:chính|khóa))\s*((?:19|20)\d\d)"
    r"|((?:19|20)\d\d)\s*(?:fiscal year|财年|财政年度|年度|회계연도|년도)"
)
_NTH_MEETING = re.compile(
    rf"\b(\d{{1,3}})(?:st|nd|rd|th|\.?[ªa])(?=\s+(?:\w+\s+){{0,3}}?(?:{_MEETING})\b)"
    r"|\blần thứ\s+(\d{1,3})|제\s*(\d{1,3})\s*회|第\s*(\d{1,3})\s*[次届回](?=.{0,6}会)"
)


def dates_in(normal: str) -> tuple[list[str], str]:
    """Return the dates, fiscal years and meetings that a text names, and what is left of it, as long as before."""
    found: list[tuple[int, str]] = []
    for pattern in _DATES:
        for match in pattern.finditer(normal):
            found.append((match.start(), _date(**match.groupdict())))
            normal = _blanked(normal, match)
    for pattern, form in ((_FISCAL, "{}年度"), (_NTH_MEETING, "第{}回")):
        for match in pattern.finditer(normal):
            found.append((match.start(), form.format(match[match.lastindex or 0])))
            normal = _blanked(normal, match)
    return [word for _, word in sorted(found)], normal


def _date(m: str, d: str | None = None, y: str | None = None) -> str:
    return "".join((f"{y}年" if y else "", f"{_MONTHS.get(m) or int(m)}月", f"{int(d)}日" if d else ""))


def _blanked(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " * len(match[0]) + text[match.end() :]
