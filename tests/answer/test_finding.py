"""Finding what the documents hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.app import Chatbot, build
from chatbot.ingest.pipeline import ingest
from chatbot.japanese import normalise
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


def test_what_follows_a_question_in_minutes_is_told(tmp_path: Path) -> None:
    """A question that stands in a document holds all words of the asker's; what is said to it answers."""
    minutes = (
        "道路委員会の記録\n\n○山田委員\n橋の補修は直営でしょうか、委託でしょうか。\n\n○道路課長\n組合に任せています。\n"
    )
    (tmp_path / "minutes.txt").write_text(minutes, encoding="utf-8")
    with build(load_settings(data_dir=tmp_path / "data")) as built:
        ingest([tmp_path / "minutes.txt"], built.library)
        answer = built.ask(Question("橋の補修は直営ですか"))
    assert answer.status == "answered"
    assert "組合に任せています" in answer.answer


def test_a_name_inside_a_longer_word_is_known(tmp_path: Path) -> None:
    """北浜 is in the documents, though the index only knows 市道北浜72号線 as it is cut."""
    (tmp_path / "works.md").write_text("# 工事\n\n市道北浜７２号線の補修は３月に終わる。\n", encoding="utf-8")
    with build(load_settings(data_dir=tmp_path / "data")) as built:
        ingest([tmp_path / "works.md"], built.library)
        answer = built.ask(Question("北浜72号線の補修はいつ終わりますか"))
    assert "3月" in normalise(answer.answer)
    assert "北浜の記載" not in answer.answer, "it is not called unknown"


def test_a_value_of_another_place_does_not_answer_a_part(tmp_path: Path) -> None:
    """A part that leaves out the town is not answered with another town's value, but named as missing."""
    texts = [f"# 公園の計画{n}\n\n公園の計画を第{n}班で検討し、図面を描いた。\n" for n in range(20)]
    texts += ["# 東川市の橋の点検\n\n東川市の橋の点検は、2021年4月に始まった。\n"]
    texts += ["# 西山市の橋の点検\n\n西山市は、橋の点検の契約を1億円で結んだ。\n"]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    with build(load_settings(data_dir=tmp_path / "data")) as built:
        ingest(sorted(tmp_path.glob("*.md")), built.library)
        answer = built.ask(Question("東川市の橋の点検はいつ始まりましたか。それと、点検の契約の金額はいくらですか。"))
    assert answer.status == "partial"
    assert answer.missing == ("金額",)
    assert "2021年4月" in answer.answer
    assert "1億円" not in answer.answer


def test_a_town_is_not_known_by_another_whose_name_holds_it(tmp_path: Path) -> None:
    """津 stands in 津和野町, but nothing is known of 津市."""
    text = "# 取組\n\n津和野町は、橋の点検を共同で行う。\n"
    (tmp_path / "works.md").write_text(text, encoding="utf-8")
    with build(load_settings(data_dir=tmp_path / "data")) as built:
        ingest([tmp_path / "works.md"], built.library)
        assert built.ask(Question("津市の橋の点検の取組は何ですか")).status == "abstained"
