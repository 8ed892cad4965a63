"""Embedding models: texts to vectors, behind LangChain's ``Embeddings`` and one registry.

A new backend is one class and one row of ``EMBEDDINGS``. The classes live in modules of their own, imported when one is
built: LangChain's base class alone takes 0.2 s to import, which `chatbot --help` must not pay.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from chatbot.errors import SettingsError

if TYPE_CHECKING:
    from chatbot.settings import Settings


class EmbeddingModel(Protocol):
    """What the library and retrieval need; the classes of ``EMBEDDINGS`` are also ``langchain_core`` ``Embeddings``."""

    @property
    def name(self) -> str:
        """Identify the vector space: vectors of two names must never be compared. The library records it."""

    @property
    def dimension(self) -> int:
        """Return the length of every vector. May ask a remote model once."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one L2-normalised vector per passage, in order."""

    def embed_query(self, text: str) -> list[float]:
        """Return the L2-normalised vector of a question."""


def _builtin(settings: Settings) -> EmbeddingModel:
    from chatbot.models.hashed import HashedEmbedding

    return HashedEmbedding()


def _sentence_transformers(settings: Settings) -> EmbeddingModel:
    from chatbot.models.local import LocalEmbedding

    return LocalEmbedding(settings.embedding_model)


def _openai(settings: Settings) -> EmbeddingModel:
    from chatbot.models.remote import RemoteEmbedding

    if not settings.embedding_model or not settings.embedding_base_url:
        raise SettingsError(
            "CHATBOT_EMBEDDING=openai のときは、CHATBOT_EMBEDDING_BASE_URL（サービスのアドレス）と"
            "CHATBOT_EMBEDDING_MODEL（モデルの名前）を設定してください。"
        )
    return RemoteEmbedding(
        settings.embedding_model,
        base_url=settings.embedding_base_url,
        api_key=settings.embedding_api_key,
        timeout_seconds=settings.model_timeout_seconds,
    )


EMBEDDINGS: dict[str, Callable[[Settings], EmbeddingModel]] = {
    "builtin": _builtin,
    "sentence-transformers": _sentence_transformers,
    "openai": _openai,
}
"""The values of CHATBOT_EMBEDDING and what builds them."""


def build_embedding(settings: Settings) -> EmbeddingModel:
    """Build the embedding model of the settings; nothing is loaded or sent yet.

    Its methods and ``dimension`` raise ``ModelMissingError`` when files or an extra are not installed (the message
    names the command that helps), ``ModelRefusedError`` when its folder holds files that could run code, and else
    ``ModelError``.

    :raises SettingsError: a setting that this kind of model needs is not given.
    """
    return EMBEDDINGS[settings.embedding](settings)
