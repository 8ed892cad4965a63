"""Cut a question into the parts that need evidence of their own: two things compared, or two things asked at once."""

from __future__ import annotations

import re

from chatbot.japanese import normalise, words
from chatbot.retrieval.query import is_function

_COMPARE = re.compile(r"違い|違う|比べ|比較|差は|差を|並べて|双方|両方|対比|異な|それぞれ|と.{1,25}(?:の|は)どちら")
_PAIR = re.compile(
    r"^(?P<a>[^、。?？]{2,40}?)(?:と|、)(?P<b>[^、。?？]{2,40}?)(?P<rest>(?:の|を|で|は|って|、|では|との|とで"
    r"|について).*)$"
)
_CUE = re.compile(
    r"(?:の|は|を|で)?(?:違い|違う点|違う|比べて?|比較し?て?|差|双方|両方|対比|異なる点|それぞれ"
    r"|並べて?)(?:について|は|を|が|で|とも|に)?.*$"
)
_ASKS = re.compile(
    r"[?]$|(?:か|かな|かね|の)[。.]?$|何|どう|どこ|どの|どんな|いつ|いくつ|いくら|誰|なぜ|教え|知りたい|説明して|挙げ|比べ|違い|とは|ほしい|欲しい|一覧"
)
_CLAUSE = re.compile(
    r"[。？?！!]+|(?<![ぁ-ん]と)(?<!れば)(?<!たら)(?<!なら)(?<!ので)、(?:また|それと|あと|あわせて|さらに)?|(?<![ぁ-ん])と、"
    r"|および|及び|ならびに|並びに"
)
"""What stands between two questions; what follows a condition or a reason is still the same one."""
LONGEST = 3
"""More parts than this are not told apart."""


CORE = 6
NAMED_CORE = 2
"""What only introduces is left out where the sentences that ask hold at least this many words of content (where they
name a place or ask for a meaning, this many)."""
_MEANING = re.compile("とは|意味|定義|って何")


def core_of(text: str) -> tuple[str, str]:
    """Return the sentences of a message that ask, and those that only introduce; everything asks where none does."""
    sentences = [s.strip() for s in re.split(r"(?<=[。？?！!\n])", text) if s.strip()]
    asking = [s for s in sentences if _ASKS.search(normalise(s))]
    told = [s for s in sentences if s not in asking]
    named = any(w.detail == "固有名詞" for s in asking for w in words(s)) or any(_MEANING.search(s) for s in asking)
    least = NAMED_CORE if named else CORE
    if not asking or not told or sum(len(_content(normalise(s))) for s in asking) < least:
        return text, ""
    return "".join(asking), "".join(told)


def parts_of(text: str) -> list[str]:
    """Return the parts of a question, or nothing when it is one question."""
    normal = normalise(text).strip()
    if _COMPARE.search(normal) and (pair := _pair(normal)):
        return pair
    clauses = [c.strip() for c in _CLAUSE.split(normal) if c and c.strip()]
    telling = [c for c in clauses if len(_content(c)) >= 2]
    return telling if 2 <= len(telling) <= LONGEST else []


def _pair(normal: str) -> list[str]:
    found = _PAIR.match(normal)
    if not found:
        return []
    rest = _CUE.sub("", found["rest"]).strip("のをではって、")
    first, second = found["a"].strip(), found["b"].strip()
    subject = re.search(r"^(?P<topic>.{2,30}?)(?:について|に関して|で)、?(?P<a>.+)$", first)
    if subject:
        first, rest = subject["a"], f"{subject['topic']} {rest}"
    return [f"{first}の{rest}" if rest else first, f"{second}の{rest}" if rest else second]


def _content(clause: str) -> list[str]:
    return [w.form for w in words(clause) if w.content and not is_function(w)]
