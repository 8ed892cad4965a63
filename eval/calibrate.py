"""Fit the probability that an answer is one: logistic regression over the product's evidence, cross-validated.

``python -m eval calibrate --set QUESTIONS DATA_DIR [--set …]`` prints the weights for ``chatbot/answer/evidence.py``
and, for some thresholds, what abstaining there would cost. Only development questions are taken: a file with a question
of the split ``test`` is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from chatbot.answer.finding import Finding
from chatbot.records import Question, Turn
from eval.schema import EvalQuestion

FOLDS = 10
RIDGE = 3.0
"""Weight of the penalty on the squared weights of the standardised features (the intercept goes free)."""
ROUNDS = 4
THRESHOLDS = tuple(t / 100 for t in range(30, 91, 5))

_NOT_DOCUMENTS = frozenset({"contact", "escalation", "ambiguous_region", "small_talk", "rule_breaking"})

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One question: its evidence, whether the documents hold the answer, and whether a rule abstains anyway."""

    features: dict[str, float]
    answerable: bool
    ruled_out: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model in the features' own scale."""

    bias: float
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class Cost:
    """What abstaining below a threshold costs: shares of the answerable and of the unanswerable questions."""

    threshold: float
    precision: float
    recall: float
    f1: float
    false_refusals: float
    false_answers: float


def samples_of(questions: Iterable[EvalQuestion], find: Callable[[Question], Finding]) -> list[Sample]:
    """Gather the evidence for the questions that documents are to answer (or cannot)."""
    found: list[Sample] = []
    for question in questions:
        if question.split == "test":
            raise ValueError("test の質問には当てはめません。dev の質問だけを指定してください。")
        if question.type in _NOT_DOCUMENTS or question.retrieval_only or question.gold_desk:
            continue
        if not question.should_answer and "answered" in question.expect:
            continue  # either is right
        turns = tuple(Turn(turn.role, turn.content) for turn in question.history)
        finding = find(Question(question.question, turns, question.user_region))
        ruled_out = finding.assessment.ruled_out or finding.foreign or not finding.told.text
        found.append(Sample(asdict(finding.evidence), question.should_answer, ruled_out))
    return found


def fit(samples: Sequence[Sample]) -> Fit:
    """Fit the weights on the samples that no rule decides."""
    names, matrix, labels = _table([s for s in samples if not s.ruled_out])
    centre, spread = matrix.mean(axis=0), matrix.std(axis=0)
    spread[spread == 0] = 1.0
    beta = _newton(np.column_stack([np.ones(len(matrix)), (matrix - centre) / spread]), labels)
    weights = beta[1:] / spread
    return Fit(float(beta[0] - weights @ centre), dict(zip(names, map(float, weights), strict=True)))


def probabilities(model: Fit, samples: Sequence[Sample]) -> Floats:
    """Return the probability of each sample; 0 where a rule abstains."""
    _, matrix, _ = _table(samples)
    scores = model.bias + matrix @ np.array(list(model.weights.values()))
    found: Floats = 1 / (1 + np.exp(-scores))
    found[[s.ruled_out for s in samples]] = 0.0
    return found


def cross_validated(samples: Sequence[Sample], *, seed: int = 0) -> Floats:
    """Return each sample's probability from models that have not seen it, the mean of several foldings."""
    total = np.zeros(len(samples))
    for turn in range(ROUNDS):
        order = np.random.default_rng(seed + turn).permutation(len(samples))
        for fold in range(FOLDS):
            held = set(order[fold::FOLDS].tolist())
            model = fit([s for i, s in enumerate(samples) if i not in held])
            places = sorted(held)
            total[places] += probabilities(model, [samples[i] for i in places])
    found: Floats = total / ROUNDS
    return found


def cost(samples: Sequence[Sample], probability: Floats, threshold: float) -> Cost:
    """Work out what abstaining below a threshold costs."""
    abstains = probability < threshold
    answerable = np.array([s.answerable for s in samples])
    right, wrong = int((abstains & ~answerable).sum()), int((abstains & answerable).sum())
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / max(1, int((~answerable).sum()))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Cost(threshold, precision, recall, f1, wrong / max(1, int(answerable.sum())), 1 - recall)


def area(samples: Sequence[Sample], probability: Floats) -> float:
    """Return the area under the ROC curve: how often an answerable question is ranked above an unanswerable one."""
    labels = np.array([s.answerable for s in samples])
    above, below = probability[labels], probability[~labels]
    wins = (above[:, None] > below[None, :]).sum() + 0.5 * (above[:, None] == below[None, :]).sum()
    return float(wins / max(1, len(above) * len(below)))


def _table(samples: Sequence[Sample]) -> tuple[list[str], Floats, Floats]:
    names = list(samples[0].features)
    matrix = np.array([[s.features[name] for name in names] for s in samples], dtype=np.float64)
    return names, matrix, np.array([float(s.answerable) for s in samples])


def _newton(matrix: Floats, labels: Floats, steps: int = 30) -> Floats:
    """Fit a ridge logistic regression; the first column is the intercept."""
    beta: Floats = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], RIDGE)
    penalty[0] = 0.0
    for _ in range(steps):
        probability = 1 / (1 + np.exp(-(matrix @ beta)))
        gradient = matrix.T @ (labels - probability) - penalty * beta
        curvature = (matrix * (probability * (1 - probability))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(beta)), gradient)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-8:
            break
    return beta
