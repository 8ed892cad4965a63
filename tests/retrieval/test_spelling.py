"""What the chatbot understands of a question that is typed in kana or with errors, over the small documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.app import Chatbot, build
from chatbot.ingest.pipeline import ingest
from chatbot.records import Question
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.spelling import Speller
from chatbot.settings import load_settings
from tests.small_town import written


def speller(bot: Chatbot) -> Speller:
    """Return a speller over the small documents and the registry's places."""
    gazetteer = bot.registry.gazetteer
    return Speller(
        bot.library, [Glossary(())], gazetteer.in_kana, lambda text: [(m.start, m.end) for m in gazetteer.find(text)]
    )


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        pytest.param("きょうりょうのてんけんはなんねんにいっかいですか", "橋梁の点検は何年に1回ですか", id="kana"),
        pytest.param("ｷｮｳﾄﾞｳﾊｯﾁｭｳ ﾄﾊ ﾅﾝﾃﾞｽｶ", "共同発注とは何ですか", id="half-width"),
        pytest.param("てんkけんの頻度", "点検の頻度", id="slip-of-latin"),
        pytest.param("しんだん結果の記録", "診断結果の記録", id="kana-amid-kanji"),
        pytest.param("健前性の診断", "健全性の診断", id="kanji"),
    ],
)
def test_questions_are_spelled_as_the_documents_are(bot: Chatbot, typed: str, understood: str) -> None:
    """Kana, half-width katakana and typing errors become what the documents write."""
    assert speller(bot).repair(typed) == understood


@pytest.mark.parametrize(
    "text",
    [
        "橋梁の点検は、どの頻度で行いますか？（５年か）",
        "まちづくりのためにできることはありますか",
        "それはどこに書いてありますか",
        "新潟県いわき市の窓口",
        "アセットマネジメントとは",
        "ドローン",
        "bridge",
        "",
        "2025年7月22日",
    ],
)
def test_ordinary_questions_come_back_as_they_are(bot: Chatbot, text: str) -> None:
    """What is spelled in usual ways is not touched, not even its width."""
    assert speller(bot).repair(text) == text


def test_the_words_of_a_new_document_are_known_at_once(tmp_path: Path) -> None:
    """After the library has changed, its new words are spelled as well."""
    with build(load_settings(data_dir=tmp_path / "data")) as bot:
        own = speller(bot)
        assert own.repair("とうかんのせつび") != "陶管の設備"
        folder = tmp_path / "documents"
        folder.mkdir()
        ingest([written(folder, {"a.md": "# 陶管\n\n陶管の設備を調べる。陶管の設備は古い。\n"})], bot.library)
        assert own.repair("とうかんのせつび") == "陶管の設備"


def test_the_answer_tells_how_the_question_was_read(bot: Chatbot) -> None:
    """A repaired question is answered like its usual spelling, and the record and a notice show the reading."""
    usual = bot.ask(Question("橋梁の定期点検は何年に1回ですか"))
    answer = bot.ask(Question("きょうりょうのていきてんけんはなんねんにいっかいですか"))
    assert answer.rewritten_question == "橋梁の定期点検は何年に1回ですか"
    assert any("橋梁の定期点検は何年に1回ですか" in notice for notice in answer.notices)
    assert [c.quote for c in answer.citations] == [c.quote for c in usual.citations]
    assert usual.rewritten_question is None


def test_small_talk_in_kana_stays_small_talk(bot: Chatbot) -> None:
    """A greeting is greeted, and nothing is said of its spelling."""
    answer = bot.ask(Question("おはようございます。よろしくおねがいします"))
    assert answer.status == "smalltalk"
    assert answer.rewritten_question is None
