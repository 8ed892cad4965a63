"""A configured chat model as a further judge, beside the rules: where the two disagree, a person should look.

It never replaces the rules and decides no gate. What the model writes is untrusted: only a well-formed verdict counts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chatbot.errors import ModelError
from eval.case import Case
from eval.judging import right

if TYPE_CHECKING:
    from chatbot.settings import Settings

Complete = Callable[[str], str]
"""From a prompt to what the model writes."""

Verdict = Literal["correct", "partial", "wrong", "unreadable"]
_VERDICTS: dict[str, Verdict] = {"correct": "correct", "partial": "partial", "wrong": "wrong"}

ANSWER_CHARACTERS = 4000


class JudgeUnavailableError(Exception):
    """No chat model is configured; the message says what to set, in Japanese."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model and the rules say of one answer."""

    id: str
    verdict: Verdict
    reason: str
    rules: bool

    @property
    def agrees(self) -> bool:
        """Say whether both come to the same yes or no; what is unreadable agrees with nothing."""
        return self.verdict != "unreadable" and (self.verdict == "correct") == self.rules


def build_judge(settings: Settings) -> Complete:
    """Build the configured chat model.

    :raises JudgeUnavailableError: none is configured.
    :raises SettingsError: a setting that this kind of model needs is not given.
    """
    if not settings.chat_model:
        raise JudgeUnavailableError(
            "言語モデルが設定されていません。"
            "CHATBOT_CHAT_MODEL にモデルの名前（例: ollama:モデル名）を設定してください。"
            "OpenAI 互換のサービスでは、CHATBOT_CHAT_BASE_URL と CHATBOT_CHAT_API_KEY も設定してください。"
        )
    from chatbot.models.chat import build_chat

    chat = build_chat(settings)
    return lambda prompt: chat.run(lambda: str(chat.model.invoke(prompt).text))


def judge(cases: Sequence[Case], complete: Complete) -> Iterator[Judgement]:
    """Ask the model about every answer; a question without one is wrong by rule and is not asked about."""
    template = (Path(__file__).parent / "judge_prompt.txt").read_text(encoding="utf-8")
    for case in cases:
        record = case.answered
        if record is None:
            yield Judgement(case.question.id, "wrong", "応答がありません。", False)
        elif not case.question.retrieval_only:
            verdict, reason = _ask(complete, fill(template, case))
            yield Judgement(case.question.id, verdict, reason, right(case))


def _ask(complete: Complete, prompt: str) -> tuple[Verdict, str]:
    """Return the verdict; a model that fails on one answer leaves that one unreadable and ends nothing else."""
    try:
        return read_verdict(complete(prompt))
    except ModelError as error:
        return "unreadable", str(error)


def fill(template: str, case: Case) -> str:
    """Write one case into the prompt; tags inside untrusted text are defused."""
    values = {
        "question": case.question.text_spoken,
        "keys": "\n".join("・" + "／".join(spellings) for spellings in case.question.answer_keys) or "（なし）",
        "evidence": "\n".join(piece[0] for piece in case.question.evidence) or "（なし）",
        "answer": (case.answered.answer if case.answered else "")[:ANSWER_CHARACTERS] or "（空）",
    }
    pattern = re.compile("|".join(re.escape(f"{{{name}}}") for name in values))
    return pattern.sub(lambda found: values[found.group()[1:-1]].replace("<", "＜").replace(">", "＞"), template)


def read_verdict(written: str) -> tuple[Verdict, str]:
    """Read the model's JSON; anything else is unreadable, which agrees with nothing."""
    found = re.search(r"\{.*\}", written, re.DOTALL)
    try:
        raw = json.loads(found.group()) if found else None
    except ValueError:
        raw = None
    named = raw.get("verdict") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(named, str) or named not in _VERDICTS:
        return "unreadable", written[:200]
    return _VERDICTS[named], str(raw.get("reason", ""))[:400]


def kappa(judgements: Sequence[Judgement]) -> float:
    """Return Cohen's kappa (1960) of model and rules over yes and no; 1 where both are constant and agree."""
    total = len(judgements)
    if not total:
        return 0.0
    observed = sum(item.agrees for item in judgements) / total
    model, rules = (
        Counter(item.verdict == "correct" for item in judgements),
        Counter(item.rules for item in judgements),
    )
    chance = sum(model[side] * rules[side] for side in (True, False)) / total**2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def to_jsonl(judgements: Sequence[Judgement]) -> str:
    """Return one line a judgement."""
    return "".join(json.dumps(asdict(item), ensure_ascii=False) + "\n" for item in judgements)
