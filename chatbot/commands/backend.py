"""Where a command gets its answers: from a running server, or from a chatbot of its own in this process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chatbot.commands import console
from chatbot.records import IngestEntry, Question

if TYPE_CHECKING:
    from chatbot.app import Chatbot
    from chatbot.settings import Settings

Json = dict[str, object]


class Backend(Protocol):
    """What the commands ask for; the answers have the contract's JSON."""

    def ask(self, question: Question) -> Json:
        """Return the answer record."""
        ...

    def search(self, text: str, k: int) -> list[Json]:
        """Return passages, best first."""
        ...

    def close(self) -> None:
        """Let go of what was opened."""
        ...


class LocalBackend:
    """A chatbot in this process."""

    def __init__(self, chatbot: Chatbot) -> None:
        """Own the chatbot."""
        self._chatbot = chatbot

    def ask(self, question: Question) -> Json:
        """Return the answer record."""
        from chatbot.answer.record import to_json

        return to_json(self._chatbot.ask(question))

    def search(self, text: str, k: int) -> list[Json]:
        """Return passages, best first."""
        from chatbot.answer.record import passage_json

        return [passage_json(passage) for passage in self._chatbot.search(text, k)]

    def close(self) -> None:
        """Close the chatbot."""
        self._chatbot.close()


def open_backend(settings: Settings, *, brief: bool = False) -> Backend:
    """Return the running server of the data directory, or else a chatbot in this process with at least our corpus.

    ``brief`` is for a single question: it is answered also while an ingest owns the data directory.
    """
    from chatbot.client import find_server

    return find_server(settings.data_dir) or LocalBackend(open_filled(settings, brief=brief))


def open_chatbot(settings: Settings, *, purpose: str = "", brief: bool = False) -> Chatbot:
    """Build the chatbot; a repair of its indexes shows a progress bar. ``purpose`` is what others read meanwhile."""
    from chatbot.app import build

    bar = console.ProgressBar("索引を確認中")
    try:
        return build(settings, progress=bar, purpose=purpose, brief=brief)
    finally:
        bar.close()


def open_filled(settings: Settings, *, purpose: str = "", brief: bool = False) -> Chatbot:
    """Build the chatbot; an empty library is first filled with our own corpus."""
    chatbot = open_chatbot(settings, purpose=purpose, brief=brief)
    try:
        fill_empty(chatbot)
    except BaseException:
        chatbot.close()
        raise
    return chatbot


def fill_empty(chatbot: Chatbot) -> None:
    """Ingest our own corpus into an empty library."""
    if chatbot.library.count()[0]:
        return
    from chatbot.corpus_files import corpus_dir

    console.notice("資料がまだ登録されていないため、付属の資料を取り込みます。")
    entries = run_ingest(chatbot, [corpus_dir() / "documents"], ours=True)
    console.notice(f"付属の資料 {sum(entry.outcome == 'indexed' for entry in entries)} 件を取り込みました。")


def run_ingest(
    chatbot: Chatbot, paths: Sequence[Path], *, remove_missing: bool = False, ours: bool = False
) -> list[IngestEntry]:
    """Ingest with a progress bar on standard error; ``ours``: the paths are our own corpus."""
    from chatbot.ingest.pipeline import ingest

    bar = console.ProgressBar("取り込み中")
    try:
        return ingest(paths, chatbot.library, remove_missing=remove_missing, progress=bar, trusted_summaries=ours)
    finally:
        bar.close()
