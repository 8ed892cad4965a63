"""The library: SQLite holds the truth, Chroma and tantivy hold indexes that can be rebuilt from it."""

from __future__ import annotations

from chatbot.library.facts import Check, ChunkTerms, Fingerprint, Statistics
from chatbot.library.library import Library

__all__ = ["Check", "ChunkTerms", "Fingerprint", "Library", "Statistics"]
