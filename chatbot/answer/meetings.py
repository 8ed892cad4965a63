"""The next and the previous meeting: counted from the last one that was named (第6回, その次 → 第7回)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.answer.topic import topic_of
from chatbot.japanese import normalise

_ORDINAL = re.compile(r"第(\d+)(回|次|期)")
_NEXT = re.compile(r"(?:その)?次の(?:回|会|部会|検討会|期)|その次|次回|翌回")
_PREVIOUS = re.compile(r"(?:その|ひとつ|一つ|1つ)?前の(?:回|会|部会|検討会|期)|その前|前回")


def counted_on(normal: str, texts: Sequence[str], asked: str) -> tuple[str, str] | None:
    """Return the question for the meeting before or after the last one named, and its topic; None for another one.

    A bare 「次の回は？」 repeats the last question.
    """
    step = 1 if _NEXT.search(normal) else -1 if _PREVIOUS.search(normal) else 0
    if not step:
        return None
    for text in reversed(texts):
        if found := _ORDINAL.search(normalise(text)):
            label = f"第{int(found[1]) + step}{found[2]}"
            before = normalise(text)[: found.start()]
            after = re.match(r"の?([一-龥ァ-ヶー]{2,12})", normalise(text)[found.end() :])
            topic = topic_of(before, without_aspect=False) + label + (after[1] if after else "")
            rest = _NEXT.sub("", _PREVIOUS.sub("", normal))
            if text == asked and not re.search(r"[一-龥ァ-ヶ]", rest):
                return (f"{before}{label}{normalise(text)[found.end() :]}", f"{before}{label}")
            return (f"{topic}{rest if rest[:1] in 'はのがにをで' else 'は' + rest}", topic)
    return None
