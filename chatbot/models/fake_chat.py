"""A chat model without a model: deterministic, offline, for demonstrations and tests of everything around a real one.

It reads the numbered passages of the prompt and repeats, with their numbers, the lines that share most with the
question.
"""

from __future__ import annotations

import re
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from chatbot.japanese import grams

_PASSAGE = re.compile(r'<資料 番号="(\d+)"[^>]*>\n(.*?)\n</資料>', re.DOTALL)
_QUESTION = re.compile(r"<質問>\n(.*?)\n</質問>", re.DOTALL)
NOTHING = "該当なし"
SENTENCES = 3
"""How many lines it repeats at most."""
NEAR = 0.7
"""A further line is repeated when it shares at least this much of what the best one shares."""


class FakeChat(BaseChatModel):
    """Repeats the best lines of the passages it is given."""

    @property
    def _llm_type(self) -> str:
        return "fake"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        prompt = "\n".join(str(message.content) for message in messages)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(repeated(prompt)))])


def repeated(prompt: str) -> str:
    """Return the lines of the prompt's passages that share most with its question, each with its passage's number."""
    question = _QUESTION.search(prompt)
    asked = set(grams(question[1])) if question else set()
    lines = [
        (len(asked & set(grams(line))), -int(number), -at, line)
        for number, text in _PASSAGE.findall(prompt)
        for at, line in enumerate(text.splitlines())
        if line.endswith("。")
    ]
    if not lines:
        return NOTHING
    best = sorted(lines, reverse=True)[:SENTENCES]
    return "\n".join(f"{line}[{-number}]" for shared, number, _, line in best if shared >= NEAR * best[0][0])
