"""What holds for every sequence of changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.library import Library
from chatbot.library.rows import storable, storable_path
from chatbot.records import Page
from tests.library.faults import search_problems
from tests.library.samples import TinyEmbedding, gone, sample

SENTENCE = st.text(st.characters(codec=None), min_size=1, max_size=30).map(lambda text: f"点検{text}")
Steps = st.SearchStrategy[tuple[str, int, list[str]]]
PUT: Steps = st.tuples(st.just("put"), st.integers(0, 4), st.lists(SENTENCE, max_size=3))
REMOVE: Steps = st.tuples(st.just("remove"), st.integers(0, 4), st.just([]))
OTHER: Steps = st.tuples(st.sampled_from(["sync", "reopen"]), st.just(0), st.just([]))


@settings(max_examples=25, deadline=None)
@given(st.lists(PUT | REMOVE | OTHER, max_size=12))
def test_search_set_is_stored_set(steps: list[tuple[str, int, list[str]]]) -> None:
    """After any changes and a sync, keywords and vectors find exactly the stored chunks, and texts are as put."""
    expected: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder), embedding=TinyEmbedding())
        for step, number, texts in steps:
            if step == "put":
                document, pages, chunks, entry = sample(number, texts)
                library.put(document, pages, chunks, entry)
                expected[document.id] = texts
            elif step == "remove" and expected.pop(f"資料{number}", None) is not None:
                library.remove(f"資料{number}", gone(number))
            elif step == "sync":
                library.sync()
            elif step == "reopen":
                library.close()
                library = Library.open(Path(folder), embedding=TinyEmbedding())
        library.sync()
        assert {document.id for document in library.documents()} == set(expected)
        for document_id, texts in expected.items():
            assert library.pages(document_id) == [Page(1, storable("".join(texts)), "1")]
            assert [chunk.text for chunk in library.chunks_of(document_id)] == [storable(text) for text in texts]
        assert search_problems(library) == []
        library.close()


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_storable_texts(one: str, other: str) -> None:
    """What is stored can be encoded and keeps every position; two different paths stay different."""
    assert len(storable(one).encode().decode()) == len(one)
    if one != other and "\\" not in one + other:
        assert storable_path(one) != storable_path(other)
