"""Decides whether a text may be asked at all: not empty, not too long. Knows nothing of what it means."""

from __future__ import annotations

import unicodedata

from chatbot.errors import QuestionError

QUESTION_LIMIT_CHARACTERS = 2_000
"""Counted after NFKC, as the contract says: a few ligatures unfold into many characters."""


def check_question(text: str) -> str:
    """Return the question with broken code units replaced.

    Raises QuestionError when nothing readable is left, or when it is longer than the limit after NFKC.
    """
    sound = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not any(_is_readable(character) for character in sound):
        raise QuestionError("質問が空です。知りたいことを文章で入力してください。")
    length = len(unicodedata.normalize("NFKC", sound))
    if length > QUESTION_LIMIT_CHARACTERS:
        raise QuestionError(
            f"質問が長すぎます（{length:,}文字）。{QUESTION_LIMIT_CHARACTERS:,}文字以内にまとめて入力してください。"
        )
    return sound


def _is_readable(character: str) -> bool:
    """Tell whether a character shows: neither space, control, zero-width nor another format character."""
    return unicodedata.category(character)[0] not in "CZ"
