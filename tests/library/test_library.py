"""The face of the library."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot import japanese
from chatbot.errors import LibraryBusyError, LibraryError, LibraryModelError, ModelMissingError, NotFoundError
from chatbot.library import Fingerprint, Library
from chatbot.records import Document, IngestEntry, Page
from tests.library.faults import search_problems
from tests.library.samples import SENTENCES, TinyEmbedding, gone, sample


class BrokenEmbedding(TinyEmbedding):
    """A model whose files are missing."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Fail as the real one does."""
        raise ModelMissingError("モデルがありません。")


def test_what_was_put_comes_back(library: Library) -> None:
    """Documents, pages and chunks come back equal to what was put."""
    document, pages, chunks, entry = sample(1)
    library.put(document, pages, chunks, entry)
    assert library.documents() == [document] == [library.document(document.id)]
    assert library.pages(document.id) == pages == [library.page(document.id, 1)]
    assert library.chunks_of(document.id) == chunks
    assert library.chunks([chunks[2].id, "nothing", chunks[0].id]) == [chunks[2], chunks[0]]
    assert library.chunk(chunks[1].id) == chunks[1]
    assert library.find_by_path(document.path) == document
    assert library.find_by_path("elsewhere") is None
    assert library.count() == (1, 3)


def test_search_finds_after_sync(library: Library, embedding: TinyEmbedding) -> None:
    """After a sync keywords and vectors find the chunk, with the exact vector at similarity 1."""
    document, pages, chunks, entry = sample(1)
    library.put(document, pages, chunks, entry)
    library.sync()
    assert search_problems(library) == []
    wanted = chunks[1]
    words, grams = japanese.index_words("下水道管の調査"), japanese.grams("下水道管の調査")
    assert library.keyword_candidates(words, grams, 5)[0][0] == wanted.id
    best, similarity = library.vector_candidates(embedding.embed_query(wanted.search_text), 2)[0]
    assert best == wanted.id
    assert similarity == pytest.approx(1, abs=1e-4)


def test_terms_and_statistics(library: Library) -> None:
    """The stored analysed forms are those of the analyser, and the statistics are their means."""
    document, pages, chunks, entry = sample(1)
    library.put(document, pages, chunks, entry)
    library.sync()
    terms = library.terms([chunk.id for chunk in chunks])
    for chunk in chunks:
        found = terms[chunk.id]
        assert list(found.words) == japanese.index_words(chunk.search_text)
        assert found.grams_length == len(japanese.grams(chunk.search_text))
        assert found.matching == japanese.normalise(chunk.search_text)
    statistics = library.statistics()
    assert statistics.chunks == 3
    assert statistics.mean_words == pytest.approx(sum(len(t.words) for t in terms.values()) / 3)
    assert statistics.mean_grams == pytest.approx(sum(t.grams_length for t in terms.values()) / 3)
    assert library.document_frequency("grams", ["点検", "下水", "無い語"]) == {"点検": 2, "下水": 1, "無い語": 0}


def test_new_version_replaces(library: Library) -> None:
    """A new version of a document takes the place of the old one, by id and by path."""
    library.put(*sample(1))
    document, pages, chunks, entry = sample(1, SENTENCES[3:], version=2)
    library.put(document, pages, chunks, entry)
    library.sync()
    assert library.chunks_of(document.id) == chunks
    renamed = replace(document, id="資料1-新")
    library.put(renamed, pages, [], entry)
    assert library.documents() == [renamed]
    library.sync()
    assert search_problems(library) == []


def test_removed_is_not_found(library: Library, embedding: TinyEmbedding) -> None:
    """A removed document is not found even before the indexes follow."""
    library.put(*sample(1))
    library.put(*sample(2))
    library.sync()
    library.remove("資料1", gone(1))
    assert search_problems(library)[-2:] == [check.detail_ja for check in library.health()[1:3]]
    assert {i.split("#")[0] for i, _ in library.keyword_candidates(["資料"], [], 99)} == {"資料2"}
    library.sync()
    assert search_problems(library) == []
    assert library.document_frequency("words", ["資料"]) == {"資料": 3}


def test_missing_things_are_said_in_japanese(library: Library) -> None:
    """What does not exist is a NotFoundError."""
    library.put(*sample(1))
    for ask in (
        lambda: library.document("無い"),
        lambda: library.chunk("無い"),
        lambda: library.page("資料1", 9),
        lambda: library.remove("無い", gone(5)),
    ):
        with pytest.raises(NotFoundError, match="。"):
            ask()
    assert library.pages("無い") == []
    assert library.chunks_of("無い") == []


def test_generation_counts_changes(library: Library) -> None:
    """The generation rises with each change of what can be found, and only then."""
    library.put(*sample(1))
    library.log(IngestEntry("a.pdf", "no_text"))
    assert library.generation == 1
    library.remove("資料1", gone(1))
    assert library.generation == 2


def test_ledger_keeps_everything(library: Library) -> None:
    """The ledger keeps each entry with its time, newest first, also of removed and refused files."""
    _, _, _, entry = sample(1)
    refused = IngestEntry("b.pdf", "partial", "読めないページがあります。", failed_pages=(2, 5))
    library.put(*sample(1))
    library.log(refused)
    library.remove("資料1", gone(1))
    found = library.ledger(10)
    assert [replace(line, at=None) for line in found] == [gone(1), refused, entry]
    assert all(line.at and line.at.endswith("+00:00") for line in found)
    assert len(library.ledger(1)) == 1


def test_fingerprints(library: Library, tmp_path: Path) -> None:
    """The fingerprint of a file is what was given, or what the file looks like; it goes with its document."""
    document, pages, chunks, entry = sample(1)
    file = tmp_path / "資料1.txt"
    file.write_text("本文", encoding="utf-8")
    library.put(replace(document, path=str(file)), pages, chunks, entry)
    assert library.fingerprint(file) == (6, file.stat().st_mtime_ns, document.sha256)
    library.put(document, pages, chunks, entry, fingerprint=Fingerprint(1, 2, "x"))
    assert library.fingerprint(document.path) == (1, 2, "x")
    assert library.fingerprint(file) is None
    library.remember("scan.pdf", Fingerprint(3, 4, "y"))
    assert library.fingerprint("scan.pdf") == (3, 4, "y")
    assert library.fingerprint("nothing") is None


def test_odd_characters(library: Library) -> None:
    """Lone surrogates, NUL and line separators are stored with spans kept, and never end in an exception."""
    text = "橋\ud800の\x00点検\u2028を\U0001f309行う。"
    document, _, chunks, entry = sample(1, [text])
    document = replace(document, path="/no/such/\udc83.txt", title="題\udfff")
    library.put(document, [Page(1, text)], chunks, entry)
    library.sync()
    stored = library.page("資料1", 1).text
    assert stored == text.replace("\ud800", "\ufffd")
    assert library.chunks_of("資料1")[0].text == stored
    assert library.find_by_path(document.path) is not None
    assert library.keyword_candidates(["\ud800", "点検"], ["\udfff"], 5)
    assert library.document_frequency("words", ["\ud800"]) == {"\ud800": 0}
    with pytest.raises(NotFoundError):
        library.document("\ud800")


def test_empty_library(library: Library, embedding: TinyEmbedding) -> None:
    """An empty library answers with nothing, and is healthy."""
    library.sync()
    assert library.keyword_candidates(["点検"], ["点"], 5) == []
    assert library.vector_candidates(embedding.embed_query("点検"), 5) == []
    assert library.document_frequency("words", ["点検"]) == {"点検": 0}
    assert library.statistics().mean_words == 0
    assert all(check.ok for check in library.health()[:3])


@pytest.mark.parametrize("vector", [[], [0.0] * 8, [float("nan")] * 8, [1.0] * 3], ids=["none", "zero", "nan", "short"])
def test_odd_query_vectors(library: Library, vector: list[float]) -> None:
    """A vector that cannot be compared gives no exception and does not cost the index."""
    library.put(*sample(1))
    library.sync()
    library.vector_candidates(vector, 5)
    assert search_problems(library) == []
    assert library.vector_candidates([1.0] * 8, 0) == []


def test_missing_model_keeps_keywords(tmp_path: Path, embedding: TinyEmbedding) -> None:
    """Without a usable model documents are stored and found by keywords; the vectors are made at a later start."""
    with Library.open(tmp_path, embedding=BrokenEmbedding()) as library:
        library.put(*sample(1))
        library.sync()
        assert len(library.keyword_candidates(["資料"], [], 9)) == 3
        assert library.vector_candidates(embedding.embed_query("点検"), 9) == []
        assert [check.ok for check in library.health()[:3]] == [True, True, False]
    with Library.open(tmp_path, embedding=embedding) as library:
        assert search_problems(library) == []


def test_other_model_is_refused(tmp_path: Path, embedding: TinyEmbedding) -> None:
    """A library of another model is refused with the command that helps; reindexing takes the new one into use."""
    with Library.open(tmp_path, embedding=embedding) as library:
        library.put(*sample(1))
        library.sync()
    other = TinyEmbedding("other", 5)
    with pytest.raises(LibraryModelError, match="chatbot reindex"):
        Library.open(tmp_path, embedding=other)
    with pytest.raises(LibraryModelError, match="chatbot reindex"):
        Library.open_reader(tmp_path, embedding=other)
    stages: set[str] = set()
    with Library.open(tmp_path, embedding=other, for_reindex=True) as library:
        library.reindex(other, lambda done, total, stage: stages.add(stage))
        assert len(library.vector_candidates(other.embed_query("点検"), 9)) == 3
        assert library.vector_candidates(embedding.embed_query("点検"), 9) == []
    assert len(stages) == 4
    with Library.open(tmp_path, embedding=other) as library:
        assert all(check.ok for check in library.health()[:3])


def test_failed_reindex_changes_nothing(tmp_path: Path, embedding: TinyEmbedding) -> None:
    """When the new model cannot be used the library stays with the old one."""
    with Library.open(tmp_path, embedding=embedding) as library:
        library.put(*sample(1))
        library.sync()
        with pytest.raises(ModelMissingError):
            library.reindex(BrokenEmbedding("broken"))
        assert search_problems(library) == []
    Library.open(tmp_path, embedding=embedding).close()


def test_other_analyser_is_refused(tmp_path: Path, embedding: TinyEmbedding, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of an older analyser is refused, and reindexing computes its forms anew."""
    with Library.open(tmp_path, embedding=embedding) as library:
        library.put(*sample(1))
    monkeypatch.setattr(japanese, "ANALYSER_VERSION", "next")
    monkeypatch.setattr(japanese, "index_words", lambda text: ["新語"])
    with pytest.raises(LibraryModelError, match="chatbot reindex"):
        Library.open(tmp_path, embedding=embedding)
    with Library.open(tmp_path, embedding=embedding, for_reindex=True) as library:
        library.reindex(embedding)
        assert len(library.keyword_candidates(["新語"], [], 9)) == 3
    Library.open(tmp_path, embedding=embedding).close()


def test_empty_library_adopts_another_model(tmp_path: Path, embedding: TinyEmbedding) -> None:
    """A library without documents takes any model."""
    Library.open(tmp_path, embedding=embedding).close()
    Library.open(tmp_path, embedding=TinyEmbedding("other")).close()


def test_vectors_of_changing_length_are_refused(library: Library, embedding: TinyEmbedding) -> None:
    """A model that changes the length of its vectors under the same name is refused, and nothing is stored."""
    library.put(*sample(1))
    embedding.dimension = 5
    with pytest.raises(LibraryModelError, match="ベクトルの長さ"):
        library.put(*sample(2))
    assert library.count() == (1, 3)


def test_reader_beside_an_owner(library: Library, tmp_path: Path, embedding: TinyEmbedding) -> None:
    """A reader works beside the owner, sees what the owner's indexes lack, and changes nothing."""
    library.put(*sample(1))
    library.sync()
    library.put(*sample(2))
    with pytest.raises(LibraryBusyError):
        Library.open(tmp_path / "library", embedding=embedding, wait_seconds=0)
    before = {path for path in (tmp_path / "library").rglob("*")}
    with Library.open_reader(tmp_path / "library", embedding=embedding) as reader:
        assert len(reader.keyword_candidates(["資料"], [], 9)) == 6
        assert len(reader.vector_candidates(embedding.embed_query("点検"), 9)) == 6
        changes: list[Callable[[], None]] = [reader.sync, reader.rebuild, lambda: reader.log(gone(1))]
        for change in changes:
            with pytest.raises(LibraryError, match="読み取り専用"):
                change()
        with pytest.raises(LibraryError, match="読み取り専用"):
            reader.put(*sample(3))
    assert {path for path in (tmp_path / "library").rglob("*")} == before
    with pytest.raises(LibraryError, match="chatbot ingest"):
        Library.open_reader(tmp_path / "elsewhere", embedding=embedding)


def test_threads(library: Library, embedding: TinyEmbedding) -> None:
    """Several threads put, sync, remove and search at once without an error or a wrong result."""
    library.put(*sample(0))
    library.sync()
    errors: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 5):
                library.put(*sample(number))
                library.sync()
                assert library.chunks_of(f"資料{number}")
                for chunk_id, _ in library.keyword_candidates(["資料"], ["点検"], 50):
                    assert chunk_id
                assert library.vector_candidates(embedding.embed_query("点検"), 5)
            library.remove(f"資料{first}", gone(first))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(start,)) for start in (10, 20, 30, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    library.sync()
    assert library.count()[0] == 1 + 4 * 4
    assert search_problems(library) == []


def test_closed_library(tmp_path: Path, embedding: TinyEmbedding) -> None:
    """A closed library may be closed again, refuses work in Japanese and gives the folder free."""
    library = Library.open(tmp_path, embedding=embedding)
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="閉じられています"):
        library.documents()
    with pytest.raises(LibraryError, match="閉じられています"):
        library.log(gone(1))
    Library.open(tmp_path, embedding=embedding).close()


def test_document_may_be_empty(library: Library) -> None:
    """A document without pages and chunks is stored."""
    document: Document = sample(1)[0]
    library.put(document, [], [], IngestEntry(document.path, "no_text"))
    library.sync()
    assert library.count() == (1, 0)
