"""Put questions to a system and keep what it says: resumable, one line a question, with the conditions beside it.

A run's folder holds ``predictions.jsonl``, ``questions.jsonl`` (as they were read), ``configuration.json`` and
``world.json``. Reports, comparisons and exports are made from such a folder alone.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import ChatbotError
from chatbot.records import Question, Turn
from eval.adapters import read_questions
from eval.case import Case, build_cases
from eval.configuration import Configuration
from eval.predictions import AnswerRecord, PassageRecord, Prediction, question_hash, read_predictions, writer
from eval.schema import EvalQuestion
from eval.system import Searcher, System, observe, passage_record
from eval.world import World, load_world, save_world

_log = logging.getLogger(__name__)

PASSAGES_PER_QUESTION = 20

PREDICTIONS = "predictions.jsonl"
QUESTIONS = "questions.jsonl"
CONFIGURATION = "configuration.json"
WORLD = "world.json"

"""Called with (done, in all)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished (or half-finished) run, read back from its folder."""

    folder: Path
    questions: tuple[EvalQuestion, ...]
    predictions: Mapping[str, Prediction]
    configuration: Configuration
    world: World

    @property
    def cases(self) -> list[Case]:
        """Return every question beside its prediction."""
        return build_cases(self.questions, self.predictions, self.world)


def run(
    questions: Sequence[EvalQuestion],
    system: System,
    configuration: Configuration,
    folder: Path,
    *,
    progress: Progress | None = None,
    passages: int = PASSAGES_PER_QUESTION,
) -> Run:
    """Ask what has not been asked under the same conditions, then write down what judging needs."""
    folder.mkdir(parents=True, exist_ok=True)
    done = _resumable(folder, configuration)
    (folder / CONFIGURATION).write_text(configuration.model_dump_json(indent=1), encoding="utf-8")
    lines = (question.model_dump_json(exclude_defaults=True) for question in questions)
    (folder / QUESTIONS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with writer(folder / PREDICTIONS) as write:
        for number, question in enumerate(questions):
            if progress:
                progress(number, len(questions))
            earlier = done.get(question.id)
            if earlier is None or earlier.error or earlier.question_hash != question_hash(question):
                write(predict(question, system, passages))
    if progress:
        progress(len(questions), len(questions))
    _observe(system, questions, folder)
    return read_run(folder)


def predict(question: EvalQuestion, system: System, passages: int) -> Prediction:
    """Ask one question and search for it; a refusal by the product becomes a prediction with its sentence.

    The search is timed apart: ``milliseconds`` is what a user waits for the answer.
    """
    from chatbot.answer.record import to_json

    if question.retrieval_only:
        return retrieve(question, system, passages)
    history = tuple(Turn(turn.role, turn.content) for turn in question.history)
    begun = time.perf_counter()
    try:
        answer = system.ask(Question(question.question, history, question.user_region, question.id))
    except ChatbotError as refusal:
        return _prediction(question, begun, error=str(refusal))
    except Exception as fault:
        # A fault of the product on one question must not hide how it does on the others: it counts as wrong, and is
        # asked again when the run is resumed.
        _log.exception("question %s ended in a fault", question.id)
        return _prediction(question, begun, error=f"プログラムの不具合: {type(fault).__name__}")
    prediction = _prediction(question, begun, record=AnswerRecord.model_validate(to_json(answer)))
    found = _search(system, answer.rewritten_question or question.question, passages)
    return prediction.model_copy(update={"passages": found})


def retrieve(question: EvalQuestion, searcher: Searcher, passages: int) -> Prediction:
    """Only search; the record is a placeholder, since every figure of retrieval looks at the passages alone."""
    begun = time.perf_counter()
    found = _search(searcher, question.question, passages)
    return _prediction(question, begun, record=AnswerRecord(status="answered"), passages=found)


def _search(searcher: Searcher, text: str, passages: int) -> list[PassageRecord]:
    return [passage_record(passage) for passage in searcher.search(text, passages)]


def _prediction(
    question: EvalQuestion,
    begun: float,
    *,
    record: AnswerRecord | None = None,
    passages: Sequence[PassageRecord] = (),
    error: str | None = None,
) -> Prediction:
    return Prediction(
        id=question.id,
        question_hash=question_hash(question),
        record=record,
        passages=list(passages),
        milliseconds=(time.perf_counter() - begun) * 1000,
        memory_megabytes=resident_megabytes(),
        error=error,
    )


def read_run(folder: Path) -> Run:
    """Read a run's folder."""
    if not (folder / PREDICTIONS).exists() or not (folder / QUESTIONS).exists():
        raise FileNotFoundError(
            f"「{folder.name}」は評価結果のフォルダではありません。先に eval run を実行してください。"
        )
    written = folder / CONFIGURATION
    configuration = (
        Configuration.model_validate_json(written.read_text(encoding="utf-8"))
        if written.exists()
        else Configuration(system=folder.name)
    )
    questions = tuple(read_questions(folder / QUESTIONS))
    return Run(folder, questions, read_predictions(folder / PREDICTIONS), configuration, load_world(folder / WORLD))


def _resumable(folder: Path, configuration: Configuration) -> Mapping[str, Prediction]:
    """Return earlier predictions of the same conditions; put those of others aside under their fingerprint's name."""
    predictions, written = folder / PREDICTIONS, folder / CONFIGURATION
    if not predictions.exists():
        return {}
    if written.exists():
        earlier = Configuration.model_validate_json(written.read_text(encoding="utf-8"))
        if earlier.fingerprint == configuration.fingerprint:
            return read_predictions(predictions)
        predictions.replace(folder / f"predictions-{earlier.fingerprint}.jsonl")
        return {}
    predictions.replace(folder / "predictions-unknown.jsonl")
    return {}


def _observe(system: System, questions: Iterable[EvalQuestion], folder: Path) -> None:
    predictions = read_predictions(folder / PREDICTIONS).values()
    cited = {citation.document_id for item in predictions if item.record for citation in item.record.citations}
    golds = {gold for question in questions if not question.retrieval_only for gold in question.gold_documents}
    save_world(observe(system, cited=cited, golds=golds), folder / WORLD)


def resident_megabytes() -> float:
    """Return the resident size of this process now, or its peak where the system tells no more."""
    status = Path("/proc/self/statm")
    if status.exists():
        pages = int(status.read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


Progress = Callable[[int, int], None]
