"""The exception tree. Every message is a plain Japanese sentence that tells the user what to do next.

ChatbotError
├── UsageError            the caller's input is wrong (CLI exit 2, HTTP 4xx)
│   ├── QuestionError     empty, or longer than the limit
│   └── NotFoundError     no such document, chunk or place
├── SettingsError         a setting is wrong; names the key, the value and what is allowed
├── LibraryError          the store of documents cannot do what was asked
│   ├── LibraryBusyError  another process owns the data directory
│   ├── LibraryModelError the library was built with another embedding model or analyser: `chatbot reindex`
│   └── StorageError      the disk refuses (full, read-only, damaged)
├── ModelError            an embedding or chat model cannot be used
│   ├── ModelMissingError its files or its extra are not installed; names the command that helps
│   └── ModelRefusedError its folder holds files that could run code
└── LoadError             a file could not be read; carries the ledger's outcome
"""

from __future__ import annotations


class ChatbotError(Exception):
    """The root: catching it catches everything this package raises on purpose."""


class UsageError(ChatbotError):
    """The caller's input is wrong."""


class QuestionError(UsageError):
    """The question is empty or too long."""


class NotFoundError(UsageError):
    """No such document, chunk or place."""


class SettingsError(ChatbotError):
    """A setting is wrong."""


class LibraryError(ChatbotError):
    """The store of documents cannot do what was asked."""


class LibraryBusyError(LibraryError):
    """Another process owns the data directory."""


class LibraryModelError(LibraryError):
    """The library was built with another embedding model or analyser."""


class StorageError(LibraryError):
    """The disk refuses: full, read-only or damaged."""


class ModelError(ChatbotError):
    """An embedding or chat model cannot be used."""


class ModelMissingError(ModelError):
    """The files of a model, or the extra that loads it, are not installed."""


class ModelRefusedError(ModelError):
    """A model folder holds files that could run code."""


class LoadError(ChatbotError):
    """A file could not be read.

    ``outcome`` is one of the ledger's words for a file that was not indexed
    (``no_text``, ``encrypted``, ``damaged``, ``rejected``, ``timed_out``).
    """

    def __init__(self, outcome: str, reason: str) -> None:
        """Keep the outcome beside the Japanese reason."""
        super().__init__(reason)
        self.outcome = outcome
