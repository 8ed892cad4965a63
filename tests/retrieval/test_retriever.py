"""Finding passages in a real library."""

from __future__ import annotations

import pytest

from chatbot.app import Chatbot
from chatbot.errors import ModelError
from chatbot.records import Passage
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.retriever import HybridRetriever, RetrievalConfig, as_langchain
from tests.library.samples import TinyEmbedding

NONE = Glossary(())


class BrokenEmbedding(TinyEmbedding):
    """A model whose service does not answer."""

    def embed_query(self, text: str) -> list[float]:
        """Fail as a model's seam does."""
        raise ModelError("モデルのサービスに接続できません。")


@pytest.mark.parametrize(
    ("text", "document_id"),
    [
        ("橋梁の定期点検の頻度", "inspection"),
        ("公園遊具更新補助の補助率", "subsidies"),
        ("どうかんの調査", "sewer-plan-old"),
        ("第２回検討会の議題", "meetings"),
    ],
)
def test_right_document_is_first(bot: Chatbot, text: str, document_id: str) -> None:
    """The document that holds the answer comes first, however it is typed."""
    assert bot.retriever.retrieve(text).passages[0].document.id == document_id


def test_passages_come_whole_and_ordered(bot: Chatbot) -> None:
    """Passages are stored chunks with their documents, no chunk twice, best first, as many as asked for."""
    passages = bot.retriever.retrieve("点検", 4).passages
    assert len({p.chunk.id for p in passages}) == len(passages) == 4
    assert [p.score for p in passages] == sorted((p.score for p in passages), reverse=True)
    for found in passages:
        assert found.document.id == found.chunk.document_id
        page = bot.library.page(found.document.id, found.chunk.page)
        assert page.text[found.chunk.start : found.chunk.end] == found.chunk.text


def test_same_question_same_passages(bot: Chatbot) -> None:
    """The order is the same every time, also among equals."""
    assert bot.retriever.retrieve("街路樹").passages == bot.retriever.retrieve("街路樹").passages


def test_unknown_words_are_known_as_such(bot: Chatbot) -> None:
    """Words that stand in no document are told from those that do."""
    retrieval = bot.retriever.retrieve("橋梁の量子計算")
    assert "量子" in retrieval.query.unknown
    assert "橋梁" not in retrieval.query.unknown


def test_broken_model_leaves_the_keywords(bot: Chatbot) -> None:
    """Where the model cannot be used, keywords alone find the passage, and a notice says so."""
    retriever = HybridRetriever(bot.library, BrokenEmbedding(), NONE, NONE)
    retrieval = retriever.retrieve("橋梁の定期点検の頻度")
    assert retrieval.passages[0].document.id == "inspection"
    assert retrieval.notices == ("意味検索のモデルを使えないため、キーワード検索だけで探しました。",)


def test_parts_can_be_switched_off(bot: Chatbot) -> None:
    """With vectors, reranking and grams off, the evidence of those stages is nothing or absent."""
    config = RetrievalConfig(dense=False, rerank=False, grams=False, glossary=False, paraphrases=False)
    retriever = HybridRetriever(bot.library, TinyEmbedding(), NONE, NONE, config)
    found = retriever.retrieve("橋梁の定期点検の頻度").passages[0]
    assert found.scores["dense"] == 0.0
    assert "segment" not in found.scores


def test_langchain_gets_documents(bot: Chatbot) -> None:
    """LangChain's own base class invokes the retriever and gets documents with text, id and record."""
    from langchain_core.retrievers import BaseRetriever

    retriever = as_langchain(bot.retriever, k=2)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("橋梁の定期点検の頻度")
    assert len(documents) == 2
    first = documents[0]
    assert "5年に1回" in first.page_content
    assert first.metadata["document_id"] == "inspection"
    passage = first.metadata["passage"]
    assert isinstance(passage, Passage)
    assert (first.id, first.page_content) == (passage.chunk.id, passage.chunk.text)


def test_langchain_chains_can_be_built(bot: Chatbot) -> None:
    """The retriever is a runnable: it can stand in an LCEL chain."""
    chain = as_langchain(bot.retriever, k=1) | (lambda found: found[0].metadata["title"])
    assert chain.invoke("橋梁の定期点検の頻度") == "橋梁点検の手引き"
