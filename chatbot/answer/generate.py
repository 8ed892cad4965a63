"""Let a language model tell what the documents hold, and keep of it only what they bear out.

The model is shown the passages that were found, nothing else, and is asked after the decision to answer has been taken
without it. What it writes is checked sentence by sentence; what fails is repaired once or dropped; with too little
left, or without a working model, the extractive answer stands. Contacts and links never come from it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chatbot.answer import decide, languages, words
from chatbot.answer.check_sentences import Checked, check
from chatbot.answer.cite import QuotableStore, is_verbatim
from chatbot.answer.compose import Told
from chatbot.answer.draft import sentences_of
from chatbot.answer.finding import Finding
from chatbot.answer.languages import Language
from chatbot.answer.material import Material, as_data, gather
from chatbot.answer.tell_checked import tell, translated
from chatbot.errors import ModelError
from chatbot.japanese import normalise
from chatbot.models.chat import ANSWER_TOKENS, CONTEXT_TOKENS, Chat
from chatbot.models.tokens import MESSAGE_TOKENS, count_upper_bound
from chatbot.records import Chunk, Segment

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

logger = logging.getLogger(__name__)

PROMPTS = Path(__file__).parent / "prompts"
QUESTION_CHARACTERS = 600
"""A longer question is cut for the model; what was found for it was found for the whole."""
LEFT = 0.5
"""With a smaller share of the model's sentences left, or none, the extractive answer stands."""
REPAIRS = 8
REPAIR_CHARACTERS = 160
"""Bounds of what is sent back to be repaired."""
OWN_SECONDS = 0.5
MODEL_SHARE = 0.8
"""What the rest of an answer takes (0.1 s here) comes off the deadline, but never more than a fifth of it."""
REPAIR_SECONDS = 2.0
"""With less time left than this nothing is repaired."""
NOTHING = "該当なし"
"""What the model is told to write where the passages hold no answer."""
LANGUAGES: Mapping[Language, str] = {
    "en": "英語",
    "zh": "中国語",
    "ko": "韓国語",
    "pt": "ポルトガル語",
    "vi": "ベトナム語",
    "es": "スペイン語",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked (for the model), and its language."""

    text: str
    language: Language = "ja"


class Store(QuotableStore, Protocol):
    """Where documents lie."""

    def chunks_of(self, document_id: str) -> Sequence[Chunk]:
        """Return the chunks of a document in reading order."""


@cache
def prompt_text(name: str) -> str:
    """Return one of the prompts."""
    return (PROMPTS / f"{name}.txt").read_text(encoding="utf-8")


class Writer:
    """Writes answers with one model; may be shared between threads."""

    def __init__(
        self,
        chat: Chat,
        sayable: Callable[[Segment], bool],
        store: Store,
    ) -> None:
        """Keep the parts; the model is built on the first question, or by ``warm``."""
        self._chat = chat
        self._sayable = sayable
        self._store = store

    def warm(self) -> None:
        """Build the model now, so that no question waits for its library; without it answers are extractive."""
        try:
            _ = self._chat.model
        except ModelError as error:
            logger.warning("no chat model, answers will be extractive: %s", error)

    def write(self, asked: Asked, finding: Finding) -> Finding:
        """Return the finding told by the model, or as it is with a notice that says why."""
        until = time.monotonic() + max(MODEL_SHARE * self._chat.seconds, self._chat.seconds - OWN_SECONDS)
        question = as_data(asked.text)[:QUESTION_CHARACTERS]
        material = gather(finding.passages, self._sayable, self._store.chunks_of, budget=_budget(question))
        try:
            chain = self._chain("question", asked.language)
            given = {"passages": material.text, "question": question}
            checked = self._checked(self._chat.run(lambda: chain.invoke(given), until=until), material, asked.language)
        except ModelError as error:
            return _noted(finding, words.MODEL_FAILED.format(name=self._chat.name, reason=error))
        if any(c.failure for c in checked) and not all(NOTHING in c.sentence.text for c in checked):
            checked = self._repaired(checked, material, asked.language, question, until)
        told = self._told(checked, asked, finding)
        if told is None:
            return _noted(finding, words.MODEL_UNSUPPORTED.format(name=self._chat.name))
        return replace(
            _noted(finding, words.MODEL_WROTE.format(name=self._chat.name)), told=told, answerer="generative"
        )

    def _chain(self, human: str, language: Language) -> Runnable[dict[str, str], str]:
        """Return the chain in LangChain's own words: prompt, model, text.

        The passages come from the retriever that decided whether to answer; whoever builds a chain of their own puts
        ``chatbot.retrieval.retriever.as_langchain`` in front, and does without the checks.
        """
        from langchain_core.output_parsers import StrOutputParser
        from langchain_core.prompts import ChatPromptTemplate

        messages = [("system", _instructions(language)), ("human", prompt_text(human))]
        return ChatPromptTemplate.from_messages(messages) | self._chat.model | StrOutputParser()

    def _checked(self, written: str, material: Material, language: Language) -> list[Checked]:
        """Check what was written; a translation that nobody asked for is no part of it."""
        sentences = sentences_of(written)
        if language == "ja":
            sentences = [replace(sentence, translation="") for sentence in sentences]
        return [check(sentence, material) for sentence in sentences]

    def _repaired(
        self, checked: list[Checked], material: Material, language: Language, question: str, until: float
    ) -> list[Checked]:
        """Ask once more for the sentences that failed; a sentence that holds takes the place of one that did not."""
        if until - time.monotonic() < REPAIR_SECONDS:
            return checked
        failed = [c for c in checked if c.failure][:REPAIRS]
        listed = "\n".join(f"・{as_data(c.sentence.text)[:REPAIR_CHARACTERS]}（{c.failure}）" for c in failed)
        given = {"passages": material.text, "question": question, "failures": listed}
        try:
            chain = self._chain("repair", language)
            written = self._chat.run(lambda: chain.invoke(given), until=until)
        except ModelError as error:
            logger.info("nothing repaired: %s", error)
            return checked
        known = {c.sentence.text for c in checked}
        better = [
            c for c in self._checked(written, material, language) if not c.failure and c.sentence.text not in known
        ]
        return [better.pop(0) if c.failure and better else c for c in checked]

    def _told(self, checked: list[Checked], asked: Asked, finding: Finding) -> Told | None:
        """Tell what holds, if it is enough: of what the model wrote, and of what the question demands."""
        kept = [c for c in checked if not c.failure]
        if not kept or len(kept) < LEFT * len(checked):
            return None
        told = tell(kept, self._store.page)
        normal = normalise(finding.question)
        texts = [(normalise(c.sentence.text), "") for c in kept]
        around = [normalise(f"{c.quote} {c.locator.heading} {c.title} {c.date}") for c in told.citations]
        known = finding.assessment
        if set(decide.lacking(normal, texts)) - set(known.lacking):
            return None
        if set(decide.unnamed(normal, [*(t for t, _ in texts), *around])) - set(known.unnamed):
            return None
        if not all(is_verbatim(c, self._store) for c in told.citations):
            return None
        untranslated = asked.language != "ja" and not all(translated(c.sentence) for c in kept)
        return Told(f"{languages.LEAD[asked.language]}\n{told.text}", told.citations) if untranslated else told


def _budget(question: str) -> int:
    """Return how many tokens are left for the passages, whichever of the prompts is used."""
    fixed = sum(count_upper_bound(prompt_text(name)) for name in ("system", "foreign", "repair"))
    repairs = 3 * REPAIRS * (REPAIR_CHARACTERS + 100)
    return CONTEXT_TOKENS - ANSWER_TOKENS - 3 * MESSAGE_TOKENS - fixed - repairs - count_upper_bound(question)


def _instructions(language: Language) -> str:
    if language == "ja":
        return prompt_text("system")
    return prompt_text("system") + prompt_text("foreign").format(language=LANGUAGES[language])


def _noted(finding: Finding, notice: str) -> Finding:
    return replace(finding, notices=(*finding.notices, notice))
