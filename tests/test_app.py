"""The composition root: what it builds and lets go of."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from chatbot.app import Chatbot, build
from chatbot.errors import LibraryBusyError, QuestionError
from chatbot.ingest.pipeline import ingest
from chatbot.records import Question
from chatbot.retrieval.retriever import RetrievalConfig
from chatbot.settings import load_settings
from tests.small_town import USER_FILES, written
from tests.small_town import bot as bot


def test_empty_library_answers_too(tmp_path: Path) -> None:
    """Before the first document every question has an end: nothing found, or a desk."""
    with build(load_settings(data_dir=tmp_path)) as empty:
        assert empty.library.count() == (0, 0)
        assert empty.search("橋梁") == []
        assert empty.ask(Question("橋梁の定期点検の頻度は？")).status == "abstained"
        desk = empty.ask(Question("新潟県の相談窓口は？")).desk
        assert desk is not None
        assert desk.desk.desk_id == "hokuriku"


def test_one_owner_at_a_time(tmp_path: Path) -> None:
    """A data directory that is in use is refused, and free again once its owner has closed it."""
    with build(load_settings(data_dir=tmp_path)), pytest.raises(LibraryBusyError):
        build(load_settings(data_dir=tmp_path))
    build(load_settings(data_dir=tmp_path)).close()


def test_brief_start_finds_the_same_while_another_owns_the_files(tmp_path: Path) -> None:
    """A chatbot for one question finds the same alone (with Chroma) and beside an owner (vectors in memory)."""
    settings = load_settings(data_dir=tmp_path / "data")
    folder = tmp_path / "documents"
    folder.mkdir()
    with build(settings) as first:
        ingest([written(folder, USER_FILES)], first.library)
        full = [(p.chunk.id, round(p.score, 5)) for p in first.search("橋梁の定期点検の頻度")]
    for beside_owner in (False, True):
        with build(settings) if beside_owner else nullcontext(), build(settings, brief=True) as brief:
            assert [(p.chunk.id, round(p.score, 5)) for p in brief.search("橋梁の定期点検の頻度")] == full


def test_parts_of_retrieval_can_be_left_out(tmp_path: Path) -> None:
    """Every part that can be switched off leaves a chatbot that still finds the document."""
    settings = load_settings(data_dir=tmp_path / "data")
    folder = tmp_path / "documents"
    folder.mkdir()
    with build(settings) as first:
        ingest([written(folder, USER_FILES)], first.library)
    for config in (
        RetrievalConfig(words=False),
        RetrievalConfig(grams=False),
        RetrievalConfig(dense=False),
        RetrievalConfig(rerank=False),
        RetrievalConfig(glossary=False, paraphrases=False),
    ):
        with build(settings, retrieval=config) as parted:
            assert parted.search("橋梁の定期点検の頻度", 1)[0].document.id == "inspection"


def test_search_is_ordered_and_bounded(bot: Chatbot) -> None:
    """A search returns at most what is asked for, best first, each passage with the evidence of its stages."""
    found = bot.search("橋梁の定期点検", 3)
    assert len(found) == 3
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert set(found[0].scores) == {"lexical", "dense", "segment", "held"}


@pytest.mark.parametrize("text", ["", " \u3000\n", "あ" * 2_001])
def test_unaskable_questions_are_refused(bot: Chatbot, text: str) -> None:
    """Nothing and too much are refused with a sentence for the user."""
    with pytest.raises(QuestionError, match="。"):
        bot.ask(Question(text))
