"""Fitting the probability that an answer is one."""

from __future__ import annotations

import numpy as np
import pytest

from chatbot.records import Question
from eval.calibrate import Sample, area, cost, cross_validated, fit, probabilities, samples_of
from eval.schema import EvalQuestion


def samples(count: int = 200, *, seed: int = 1) -> list[Sample]:
    """Make questions whose first feature tells (nearly) whether there is an answer, and whose second tells nothing."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        telling, noise = random.normal(), random.normal()
        found.append(Sample({"telling": telling, "noise": noise}, bool(telling + 0.3 * random.normal() > 0), False))
    return found


def test_fit_finds_what_tells() -> None:
    """The telling feature gets the weight, and unseen questions are told apart."""
    model = fit(samples())
    assert model.weights["telling"] > 5 * abs(model.weights["noise"])
    fresh = samples(seed=2)
    assert area(fresh, probabilities(model, fresh)) > 0.95


def test_cross_validation_tells_nothing_from_noise() -> None:
    """Labels that have nothing to do with the features cannot be predicted."""
    random = np.random.default_rng(3)
    shuffled = [Sample(s.features, bool(random.random() < 0.5), False) for s in samples(300)]
    assert 0.4 < area(shuffled, cross_validated(shuffled)) < 0.6


def test_ruled_out_are_never_answered() -> None:
    """A question that a rule abstains from has no probability and does not shape the weights."""
    known = samples()
    ruled = [Sample({"telling": 9.0, "noise": 0.0}, True, True)] * 50
    assert fit([*known, *ruled]) == fit(known)
    assert probabilities(fit(known), ruled).max() == 0.0


def test_cost_of_a_threshold() -> None:
    """One of two unanswerable questions is declined, and one of two answerable ones with it."""
    four = [Sample({"x": 0.0}, answerable, False) for answerable in (True, True, False, False)]
    at = cost(four, np.array([0.9, 0.1, 0.2, 0.8]), 0.5)
    assert (at.precision, at.recall, at.f1, at.false_refusals, at.false_answers) == (0.5, 0.5, 0.5, 0.5, 0.5)


def test_test_questions_are_refused() -> None:
    """Nothing is fitted to the test split."""
    question = EvalQuestion(id="t", question="問い", type="fact", split="test", expect=frozenset({"abstained"}))

    def find(question: Question) -> None:
        raise AssertionError(question)

    with pytest.raises(ValueError, match="dev"):
        samples_of([question], find)  # type: ignore[arg-type]  # never called
