"""The keyword index: tantivy with two fields, words and character grams. The only importer of tantivy.

The tokens come ready; tantivy only splits at spaces, and queries are built from terms, never parsed, so that every
token ('#', '§', quotes, capitals) counts exactly as it is. It knows no Japanese and no SQLite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tantivy

WORDS_BOOST = 1.0
GRAMS_BOOST = 0.3
BATCH = 1_000

# A single thread gives the same segments, so the same order of ties, every time; 20,000 chunks take 2 s with it.
_THREADS = 1
_HEAP_BYTES = 50_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPTION = "freq"


@dataclass(frozen=True, slots=True)
class KeywordEntry:
    """The tokens of one chunk; ``words`` joined by spaces, ``grams`` one by one."""

    id: str
    words: str
    grams: Sequence[str]


def index_key(analyser: str) -> str:
    """Name what a stored index depends on."""
    return f"tantivy {version('tantivy')}, analyser {analyser}"


class KeywordStore:
    """An open tantivy index, on disk or in memory."""

    def __init__(self, path: Path | None) -> None:
        """Open the index in this folder, creating it where the folder is empty; None makes one in memory."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("words", tokenizer_name="whitespace", index_option=_OPTION)
        builder.add_text_field("grams", tokenizer_name="whitespace", index_option=_OPTION)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=None if path is None else str(path))
        self._writer: tantivy.IndexWriter | None = None

    def ids(self) -> set[str]:
        """Return the ids of all entries."""
        import tantivy

        searcher = self._index.searcher()
        if not searcher.num_docs:
            return set()
        hits = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs, count=False).hits
        return {searcher.doc(address)["id"][0] for _, address in hits}

    def apply(self, added: Sequence[KeywordEntry], removed: Sequence[str]) -> None:
        """Add and remove entries; queries see it after ``finish``."""
        import tantivy

        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=_THREADS)
        for chunk_id in removed:
            self._writer.delete_documents_by_term("id", chunk_id)
        for entry in added:
            document = tantivy.Document()
            document.add_text("id", entry.id)
            document.add_text("words", entry.words)
            document.add_text("grams", " ".join(entry.grams))
            self._writer.add_document(document)

    def finish(self) -> None:
        """Commit, and wait until merging has left the files alone."""
        if self._writer is None:
            return
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None
        self._index.reload()

    def check(self, sample: Sequence[KeywordEntry]) -> bool:
        """Tell whether each entry is found by its own tokens."""
        searcher = self._index.searcher()
        for entry in sample:
            tokens = {"words": entry.words.split()[:1], "grams": entry.grams[:1]}
            if any(self._count(searcher, field, token) < 1 for field, found in tokens.items() for token in found):
                return False
        return True

    def candidates(self, words: Iterable[str], grams: Iterable[str], limit: int) -> list[tuple[str, float]]:
        """Return (id, BM25 score) of the entries that share a token, best first; at most ``limit``."""
        import tantivy

        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field, token), boost))
            for field, tokens, boost in (("words", words, WORDS_BOOST), ("grams", grams, GRAMS_BOOST))
            for token in dict.fromkeys(tokens)
        ]
        if not clauses or limit < 1:
            return []
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(clauses), limit=limit, count=False).hits
        found = [(searcher.doc(address)["id"][0], float(score)) for score, address in hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def document_frequency(self, field: str, tokens: Iterable[str]) -> dict[str, int]:
        """Return how many entries hold each token.

        Counted by queries (0.8 ms for 80 tokens over 20,000 chunks): ``doc_freq`` still counts removed entries.
        """
        searcher = self._index.searcher()
        return {token: self._count(searcher, field, token) for token in dict.fromkeys(tokens)}

    def close(self) -> None:
        """Drop a writer that was not finished; its lock goes with it."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.rollback()

    def _count(self, searcher: tantivy.Searcher, field: str, token: str) -> int:
        found = searcher.search(self._term(field, token), limit=1, count=True)
        return int(found.count)  # type: ignore[attr-defined]  # missing in the stub of tantivy 0.27

    def _term(self, field: str, token: str) -> tantivy.Query:
        import tantivy

        return tantivy.Query.term_query(self._schema, field, _SURROGATE.sub("\ufffd", token), index_option=_OPTION)
