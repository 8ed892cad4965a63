"""Follow-up questions are made whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer.follow_up import make_whole
from chatbot.records import Turn


def whole(text: str, *said: str) -> str:
    """Make a question whole from a conversation that the user began."""
    return make_whole(text, [Turn("assistant" if i % 2 else "user", x) for i, x in enumerate(said)]).text


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        pytest.param(
            "その頻度は？", ("橋梁の点検について教えて", "はい。"), "橋梁の点検について、その頻度は？", id="pronoun"
        ),
        pytest.param(
            "頻度は？", ("橋梁の点検について教えて", "はい。"), "橋梁の点検について、頻度は？", id="bare-facet"
        ),
        pytest.param(
            "じゃあ補助率は", ("公園の遊具とは", "はい。"), "公園の遊具について、じゃあ補助率は", id="connective"
        ),
        pytest.param(
            "団体会員は。",
            ("国民会議、行政会員の今の数。", "1,481です。"),
            "国民会議、団体会員の今の数。",
            id="another of the same kind",
        ),
        pytest.param(
            "新潟県です",
            ("相談窓口を教えて", "どちらの方でしょうか。教えてください。"),
            "新潟県の相談窓口を教えて",
            id="place",
        ),
    ],
)
def test_what_leans_on_the_conversation_takes_its_subject(text: str, said: tuple[str, ...], expected: str) -> None:
    """A question without a subject of its own takes the subject of the one before."""
    assert whole(text, *said) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("次の回はいつですか", 7), ("その次はいつですか", 7), ("前回はいつですか", 5), ("ひとつ前の回は？", 5)],
)
def test_meetings_are_counted_on(text: str, number: int) -> None:
    """The next and the previous meeting are counted from the last one that was named."""
    assert f"第{number}回" in whole(text, "第6回検討会はいつ開催されましたか", "5月12日です。")


@pytest.mark.parametrize(
    "text",
    ["公園遊具更新補助の対象施設と申請の締切はいつですか", "下水道管路調査計画の改定版では、何年に1回調査しますか"],
)
def test_whole_questions_are_left_alone(text: str) -> None:
    """A question that stands by itself is not touched."""
    assert whole(text, "橋梁の点検について教えて", "はい。") == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("群マネとは何ですか", id="definition"),
        pytest.param("落橋のおそれがあるときの緊急点検の基準と通知の方法を教えてください", id="おそれ"),
        pytest.param("地域インフラ群再生戦略マネジメントはどこの自治体が実施していますか", id="どこの"),
        pytest.param("道路と公園と下水道の点検の頻度はそれぞれ何年に1回と定められていますか", id="それぞれ"),
        pytest.param("インフラメンテナンス国民会議のこれまでの主な取組の内容を教えてください", id="これまで"),
        pytest.param("インフラメンテナンス国民会議でこれから開かれる研修の一覧を教えてください", id="これから"),
        pytest.param("橋梁の長寿命化修繕計画を作成した委員の名前の一覧を教えてください", id="名前の"),
        pytest.param("平成26年の改正以前の道路橋の定期点検の頻度は何年に1回でしたか", id="以前の"),
        pytest.param("公園遊具更新補助の交付決定を受ける前の着工は認められていますか", id="する前の"),
        pytest.param("小規模な市町村が使える国の補助制度があれば名称と補助率を教えてください", id="あれば"),
        pytest.param("橋梁やトンネルその他の道路施設の定期点検の頻度は何年に1回ですか", id="その他の"),
    ],
)
def test_parts_of_words_are_no_pronouns(text: str) -> None:
    """A word that only looks like a pronoun takes nothing from the conversation."""
    assert whole(text, "群マネとは何ですか", "はい。") == text


@pytest.mark.parametrize(
    "text",
    [
        "その後の全国的な進捗状況はどのように公表され、評価されていますか",
        "それを全国の市町村で実施した場合の予算の総額はいくらと見込まれていますか",
        "これを全国の市町村で実施した場合の予算の総額はいくらと見込まれていますか",
        "ここで説明されている包括的民間委託の契約期間は何年間が標準ですか",
        "一つ前の質問で聞いた包括的民間委託の契約期間は何年間が標準ですか",
        "2回前の質問で聞いた包括的民間委託の契約期間は何年間が標準ですか",
        "前の質問で聞いた包括的民間委託の契約期間は何年間が標準ですか",
        "今の説明にあった包括的民間委託の契約期間は何年間が標準ですか",
        "区域の分け方はどのように決めたのですか。1年の契約額の目安があれば。",
        "そのほかにも全国の市町村で実施された取組の事例を教えてください",
    ],
)
def test_pronouns_lean_on_the_conversation(text: str) -> None:
    """A long question with a pronoun still takes its subject."""
    assert whole(text, "群マネとは何ですか", "はい。") == f"群マネについて、{text}"


@pytest.mark.parametrize(
    ("text", "asked", "topic"),
    [
        pytest.param("じゃあ期間は", ("群マネとは何ですか", "その費用は"), "群マネ", id="pronoun"),
        pytest.param("対象は？", ("群マネとは何ですか", "その費用は", "じゃあ期間は"), "群マネ", id="three on"),
        pytest.param("費用は？", ("橋梁の点検について教えて", "頻度は？"), "橋梁の点検", id="bare facet"),
        pytest.param("その費用は？", ("橋梁の点検について教えて", "いつからですか"), "橋梁の点検", id="bare word"),
        pytest.param("その費用は？", ("橋梁の点検について教えて", "ありがとうございます"), "橋梁の点検", id="thanks"),
        pytest.param("その費用は？", ("橋梁の点検について教えて", "群マネとは何ですか"), "群マネ", id="own subject"),
        pytest.param("その費用は？", ("橋梁の点検について教えて", "トンネルは？"), "トンネル", id="short subject"),
        pytest.param("その費用は？", ("群マネとは何ですか", "ところで遊具の点検とは"), "遊具の点検", id="new topic"),
    ],
)
def test_the_topic_lasts_until_another_is_named(text: str, asked: tuple[str, ...], topic: str) -> None:
    """A question that leant on the one before hands on its topic; one with a subject of its own gives a new one."""
    said = [x for question in asked for x in (question, "はい。")]
    assert topic in whole(text, *said).split("について、")[0]
    assert whole(text, *said).endswith(f"について、{text}")


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        pytest.param(
            "石川の町も同じところでいいんですか", "富山県の窓口を教えて", "石川の窓口を教えて", id="same desk"
        ),
        pytest.param("長野県では？", "富山県の除雪の費用は", "長野県の除雪の費用は", id="prefecture"),
        pytest.param("松本市だとどうですか", "長野県上田市の舗装の費用は", "松本市の舗装の費用は", id="city"),
        pytest.param("佐賀県の場合は？", "遊具の点検の費用は", "佐賀県の遊具の点検の費用は", id="place added"),
        pytest.param("擁壁は？", "トンネルの点検の頻度は", "擁壁の点検の頻度は", id="structure"),
        pytest.param(
            "いや、舗装じゃなくて擁壁の方です", "舗装の点検の頻度は", "擁壁の点検の頻度は", id="this and not that"
        ),
        pytest.param("違います、擁壁の話です", "舗装の点検の頻度は", "擁壁の点検の頻度は", id="corrected"),
    ],
)
def test_the_old_question_is_asked_of_another_one(text: str, asked: str, expected: str) -> None:
    """Where only the place or the thing changes, or is corrected, the old question is asked of the new one."""
    assert whole(text, asked, "はい。") == expected


LISTED = "次の3つです。\n1. 直営: 職員が行う\n2. 包括委託: 民間が行う\n3. 代行: 県が行う"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2つ目を詳しく", "包括委託を詳しく"),
        ("三番目の費用は？", "代行の費用は?"),
        ("最後のものの利点は", "代行の利点は"),
        ("前者の費用は", "直営の費用は"),
    ],
)
def test_items_of_the_answer_are_named(text: str, expected: str) -> None:
    """An ordinal means the item of the list that was shown."""
    assert whole(text, "管理の形には何がありますか", LISTED).endswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"), [("前者の費用は", "直営の費用は"), ("後者は誰がやりますか", "包括委託は誰がやりますか")]
)
def test_the_former_and_the_latter_are_those_compared(text: str, expected: str) -> None:
    """Of two things that were compared, each can be meant."""
    assert whole(text, "直営と包括委託の違いは", "前に述べたとおりです。") == expected


@pytest.mark.parametrize(
    ("text", "asked", "topic"),
    [
        pytest.param("いつから？", "高石市の公園の包括委託の効果は", "高石市の公園の包括委託", id="aspect left out"),
        pytest.param("設立の時点では？", "国民会議の会員数は", "国民会議の会員数", id="figure kept"),
        pytest.param("人は足りていますか", "県が町の遊具点検を代行する流れは", "遊具点検", id="clause"),
        pytest.param("除雪の単価は", "どこの自治体が道守を活用していますか", "道守", id="asking words left out"),
        pytest.param("受講資格はありますか。費用は？", "道守の講座の日程は", "道守の講座", id="two questions"),
        pytest.param(
            "高知県と比べるとどうですか", "高石市の公園の包括委託の効果は", "高石市の公園の包括委託", id="compared"
        ),
        pytest.param("応援してもらえますか", "除雪の直営の人数は", "除雪の直営", id="nothing of its own"),
        pytest.param("1,481者の内訳は", "国民会議の行政会員は", "国民会議", id="number of the answer"),
    ],
)
def test_the_topic_is_the_name_alone(text: str, asked: str, topic: str) -> None:
    """What is taken from the old question is what it was about, without what was asked of it."""
    assert topic in whole(text, asked, "1,481者です。").split("について、")[0]


@pytest.mark.parametrize(
    "text",
    [
        "国民会議の加入率は何割ですか",
        "SORAEの会員は誰ですか",
        "三条市の人口は何人ですか",
        "横断歩道橋の撤去の費用はいくらですか",
        "道路法第42条には何が書いてありますか",
    ],
)
def test_a_new_subject_is_not_dragged_into_the_old_one(text: str) -> None:
    """A question that names its own subject takes nothing from another topic."""
    assert whole(text, "下水道の陥没の原因は何ですか", "はい。") == text


def test_courtesies_are_no_topic() -> None:
    """Thanks between two questions do not become what the second is about."""
    said = ("遊具の点検とは", "はい。", "ありがとう、助かりました", "はい。")
    assert whole("その費用は？", *said) == "遊具の点検について、その費用は？"


def test_meetings_are_counted_from_the_last_one_meant() -> None:
    """Asked twice for the next meeting, the second one is the one after."""
    said = ("第6回検討会はいつ開催されましたか", "5月12日です。", "次の回はいつですか", "7月です。")
    assert "第8回" in whole("その次はいつですか", *said)


def test_new_topic_is_left_alone() -> None:
    """Who opens a new topic wants nothing of the old one."""
    history = [Turn("user", "橋梁の点検について教えて")]
    assert not make_whole("頻度は？", history, new_topic=True).changed


def test_first_question_is_left_alone() -> None:
    """Without a conversation there is nothing to take."""
    assert whole("その頻度は？") == "その頻度は？"


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_any_conversation_can_be_read(text: str, said: list[str]) -> None:
    """Making whole never fails, and never makes a question out of nothing."""
    rewrite = make_whole(text, [Turn("assistant" if i % 2 else "user", x) for i, x in enumerate(said)])
    assert rewrite.changed or rewrite.text == text


def test_own_situation_stands_by_itself() -> None:
    """A question that begins with the asker's situation is not drawn into the topic before."""
    asked = "職員が少ない町では、まず何から取り組めばよいですか"
    assert (
        make_whole(asked, (Turn("user", "橋の点検は何年に1回ですか"), Turn("assistant", "5年に1回です。"))).text
        == asked
    )


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("じゃあ九州の場合は", "四国の相談窓口の電話番号", "九州の相談窓口の電話番号"),
        ("では長野県は？", "四国の窓口の電話番号", "長野県の窓口の電話番号"),
        ("関東だと？", "三重県の窓口の電話番号は？", "関東の窓口の電話番号は?"),
    ],
)
def test_another_region_takes_the_place_of_the_last(text: str, asked: str, expected: str) -> None:
    """The desk of another region is asked for, never that of the region asked about before."""
    assert whole(text, asked, "087-811-8309です。") == expected


def test_a_body_named_after_a_region_is_left_alone() -> None:
    """The name of a bureau is not cut in two."""
    for asked in ("近畿地方整備局の支援の取組は何ですか", "東北大学の教授は誰ですか"):
        assert "奈良県整備局" not in whole("奈良県は？", asked, "支援です。")
        assert "奈良県大学" not in whole("奈良県は？", asked, "支援です。")


def test_a_region_asks_nothing_of_a_question_without_a_place() -> None:
    """Where no place stood in the last question, there is none to exchange."""
    assert whole("四国は？", "手引きはいつ公表されましたか", "10月です。") != "手引きはいつ公表されましたか"
