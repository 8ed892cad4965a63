"""Finding what the documents hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chatbot.app import Chatbot, build
from chatbot.ingest.pipeline import ingest
from chatbot.records import Question
from chatbot.settings import load_settings


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chatbot]:
    """Build a chatbot over many pages that speak of a term and a single one that says what it is."""
    folder = tmp_path_factory.mktemp("documents")
    for number in range(40):
        text = f"# 束ね点検の計画{number}\n\n束ね点検、束ね点検の計画、束ね点検の費用を第{number}班で検討した。\n"
        (folder / f"plan-{number}.md").write_text(text, encoding="utf-8")
    meaning = (
        "# 用語の説明\n\n束ね点検とは、複数の橋を一度に調べる方法である。"
        + "班は記録を残し、写真を撮り、図面に書き込む。" * 12
    )
    (folder / "terms.md").write_text(meaning + "\n", encoding="utf-8")
    meeting = "# 束ね点検の部会\n\n## 第7回部会の資料\n\n束ね点検を行う町の技術者は、12人である。\n"
    (folder / "meeting.md").write_text(meeting, encoding="utf-8")
    with build(load_settings(data_dir=tmp_path_factory.mktemp("data"))) as built:
        ingest([folder], built.library)
        yield built


def test_definition_is_found_among_many_that_mention_the_term(bot: Chatbot) -> None:
    """The sentence that begins with the term answers, though forty passages hold the term more often."""
    assert "terms" not in {p.document.path.rsplit("/", 1)[-1][:5] for p in bot.search("束ね点検とは何ですか", 14)}
    answer = bot.ask(Question("束ね点検とは何ですか"))
    assert answer.citations[0].quote == "束ね点検とは、複数の橋を一度に調べる方法である。"


def test_number_of_a_source_must_be_known_but_is_no_condition(bot: Chatbot) -> None:
    """The value need not stand beside the number of the paper asked about; a paper nobody knows answers nothing."""
    known = bot.ask(Question("第7回部会の資料では、束ね点検を行う町の技術者は何人ですか"))
    assert known.status == "answered"
    assert "12人" in known.answer
    unknown = bot.ask(Question("第9回部会の資料では、束ね点検を行う町の技術者は何人ですか"))
    assert unknown.status == "abstained"
    assert "第9回" in unknown.answer


def test_what_is_known_of_two_questions_is_told(bot: Chatbot) -> None:
    """One of two questions is answered, and the other is named as missing."""
    answer = bot.ask(Question("束ね点検を行う町の技術者は何人ですか。それと、見張り番の委託料はいくらですか。"))
    assert answer.status == "partial"
    assert "12人" in answer.answer
    assert answer.missing == ("金額",)
    meaning = bot.ask(Question("束ね点検とは何ですか。それと、見張り番の委託料はいくらですか。"))
    assert meaning.status == "partial"
    assert "複数の橋を一度に調べる" in meaning.answer
