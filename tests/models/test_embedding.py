"""The registry of embedding models, and what holds for each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.errors import ModelError, SettingsError
from chatbot.models.embedding import EMBEDDINGS, build_embedding
from chatbot.settings import Settings, load_settings


def test_every_value_of_the_setting_has_a_row() -> None:
    """The registry and the setting allow the same names."""
    field = Settings.model_fields["embedding"].annotation
    assert set(EMBEDDINGS) == set(getattr(field, "__args__", ()))


def test_builtin_is_langchains_embeddings() -> None:
    """A user of LangChain can hand the model to any of its classes."""
    from langchain_core.embeddings import Embeddings

    assert isinstance(build_embedding(load_settings()), Embeddings)


def test_a_missing_local_model_is_told_on_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library whose model is missing still opens: the model complains when it is used, and says what to do."""
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache", lambda *_: None)
    model = build_embedding(load_settings(embedding="sentence-transformers", embedding_model="owner/missing"))
    assert model.name == "sentence-transformers:owner/missing"
    with pytest.raises(ModelError, match="chatbot model download owner/missing"):
        model.embed_query("橋")


@pytest.mark.parametrize("given", [{}, {"embedding_model": "m"}, {"embedding_base_url": "http://127.0.0.1:9/v1"}])
def test_a_server_needs_address_and_model(given: dict[str, str]) -> None:
    """Nothing is sent anywhere unless an operator has named both the address and the model."""
    with pytest.raises(SettingsError, match="CHATBOT_EMBEDDING_BASE_URL"):
        build_embedding(load_settings(embedding="openai", **given))
