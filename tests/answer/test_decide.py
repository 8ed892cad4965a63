"""Whether what was chosen answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer.decide import ANSWER_FROM, OWN_PLACE, Assessment, assess, counted, named_in, western
from chatbot.answer.demands import demands_of, fulfilled
from chatbot.japanese import normalise
from chatbot.records import Segment
from tests.answer.samples import passage_of, scored


def assessed(question: str, *texts: str) -> Assessment:
    """Assess sentences by the scores that they have for the question."""
    chosen = [scored(passage_of(t), Segment("sentence", 0, len(t), t), question) for t in texts]
    return assess(normalise(question), chosen, 1.0)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("委託料はいくらですか", {"金額"}),
        ("加入は半分もいかないくらいですか", {"割合"}),
        ("評判はよくなったんか", set()),
        ("契約は何年ものですか", {"期間"}),
        ("契約の金額はなんでしょうか", {"金額"}),
        ("職員が半分だから、どう点検しますか", set()),
        ("提言は全部で何個か", {"数"}),
        ("1年新しい値はありますか", {"別の時期の値"}),
        ("契約額の目安を知りたい", {"金額"}),
        ("加入しているのは半分くらいですよね", {"割合"}),
        ("始まったのは平成24年でしたっけ", {"期日"}),
        ("点検は5年に一度でいいんでしたっけ。根拠の条文も", {"頻度", "条文"}),
        ("積雪は何センチにしていますか", {"数（センチ）"}),
        ("なんで補助を8割で見積もるんでしょうか", set()),
        ("補助率は何％ですか", {"補助率"}),
        ("参加者の人数は", {"人数"}),
        ("参加者は何人ですか", {"人数"}),
        ("点検は何人で行いますか", {"人数"}),
        ("国費率は何分の何ですか", {"国費率"}),
        ("掲載まで何か月かかりますか", {"期間"}),
        ("契約期間は", {"期間"}),
        ("修繕したトンネルの延長は", {"延長"}),
        ("随意契約の根拠は何条ですか", {"条文"}),
        ("どの業者が受けましたか", {"会社の名前"}),
        ("何回目の検討会ですか", {"回"}),
        ("検討会は何回開かれましたか", {"頻度", "数（回）"}),
        ("隣の2町の町村名は", {"市町村の名前"}),
        ("座長は誰ですか", {"人の名前"}),
        ("点検を行うのは誰ですか", {"担う人"}),
        ("費用はどう分担しますか", set()),
        ("予定価格の事後公表とは何ですか", set()),
        ("研修は何日間ですか", {"期間"}),
        ("いつ開催されましたか", {"期日"}),
        ("窓口のメールアドレスは", {"メールアドレス"}),
        ("窓口の電話番号は", {"電話番号"}),
        ("点検の考え方を教えて", set()),
        ("対象は何kmですか", {"数（km）"}),
        ("何団体が参加していますか", {"数（団体）"}),
        ("いくつかの団体の取組", set()),
        ("点検は何年おきですか", {"頻度"}),
        ("措置はいつまでにするのですか", {"期限"}),
        ("特設ページのアドレスは", {"アドレス"}),
        ("町の世帯数は", {"世帯の数"}),
        ("代わりに点検した橋の数を知りたい", {"橋の数"}),
        ("何路線が指定されていますか", {"数（路線）"}),
        ("橋は累計で何橋になりますか", {"数（橋）"}),
        ("何か所の事務所が入っていますか", {"数（か所）"}),
        ("参加しているのは何県と何県ですか", set()),
        ("受け持つのは何課ですか", set()),
        ("割合が増えるのは建設から何年以上の橋ですか", set()),
        ("点検の頻度について何を求めましたか", set()),
        ("指針が決定された日を教えて", {"期日"}),
        ("始めた年度が知りたい", {"期日"}),
        ("令和7年度は何を行いますか", set()),
        ("試験の合格率を教えてください", {"合格率"}),
        ("管の耐震化率。最新", {"耐震化率"}),
        ("業務効率は上がりますか", set()),
        ("計画の期間は何年度から何年度までですか", {"始めと終わり"}),
        ("登録はいつから始まりますか", {"期日"}),
        ("何という会社が受けましたか", {"会社の名前"}),
        ("何種類か挙がっていたものを全部", set()),
        ("どの分野をまとめたのですか", {"分野や業務"}),
        ("人口は何万人ですか", {"人口"}),
        ("今の数は", set()),
    ],
)
def test_demands(question: str, names: set[str]) -> None:
    """A question demands the kinds of value that its wording names."""
    assert {d.name for d in demands_of(normalise(question))} == names


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("委託料はいくらですか", "委託料は1,200万円です。", ()),
        ("委託料はいくらですか", "委託料は市が定める。", ("金額",)),
        ("会費はいくらですか", "会費は無料である。", ()),
        ("点検はいくらですか", "地図は無料公開された。", ("金額",)),
        ("補助率は何%ですか", "補助率は55%である。", ()),
        ("補助率は何%ですか", "補助率は要綱で定める。", ("補助率",)),
        ("参加者の人数は", "第3回に参加した。", ("人数",)),
        ("対象は何kmですか", "対象の管は72kmである。", ()),
        ("対象は何kmですか", "対象の管は管径2m以上である。", ("数（km）",)),
        ("対象は何団体が参加しますか", "対象は12市町村が参加する。", ()),
        ("対象は何団体が参加しますか", "対象は12%が参加する。", ("数（団体）",)),
        ("措置はいつまでですか", "措置は5年以内に行う。", ()),
        ("措置はいつまでですか", "これまで措置を行った。", ("期限",)),
        ("町の人口は何人ですか", "町の技術者は41人である。", ("人口",)),
        ("加わった村の名前は", "職員が不足している市区町村を支える。", ("市町村の名前",)),
        ("加わった町の名前は", "隣の県の、つくば市も加わった。", ()),
        ("試験の合格率は", "試験の受験者は3割増えた。", ("合格率",)),
        ("第2回検討会の開催日はいつですか", "第2回検討会の開催日は2025年7月22日である。", ()),
    ],
)
def test_demanded_values_must_stand_in_the_evidence(question: str, text: str, missing: tuple[str, ...]) -> None:
    """A value that is demanded and stands nowhere is lacking; the number of a meeting is no value."""
    assert assessed(question, text).lacking == missing


def test_values_count_for_and_against() -> None:
    """A segment gains by every demand that it meets and loses by every one that it does not."""
    demands = demands_of("委託料はいくらで、参加者の人数は")
    for text, worth in (("1,200万円で30人", 2), ("1,200万円", 0), ("要綱で定める", -2)):
        assert fulfilled(Segment("sentence", 0, len(text), text), demands) == worth


def test_unit_in_the_heading() -> None:
    """The number of a table's row has the unit that its heading names."""
    row = Segment("row", 0, 6, "個人会員: 4", ("会員数（人）",))
    assert fulfilled(row, demands_of("個人会員は何人ですか")) == 1
    assert fulfilled(replace(row, heading=("会員",)), demands_of("個人会員は何人ですか")) == -1


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("第2回の議題は", "第2回検討会の議題", ()),
        ("第9回の議題は", "第2回検討会の議題", ("第9回",)),
        ("2025年の件数は", "令和7年の件数", ()),
        ("令和7年5月12日の会議は", "2025年5月12日の会議", ()),
        ("令和6年度の件数は", "2025年度の件数", ("令和6年度",)),
        ("第2弾の公募は", "第1弾の公募は9月である。", ("第2弾",)),
        ("3巡目の割合は", "2巡目の割合は1割である。", ("3巡目",)),
        ("議題は", "何でも", ()),
    ],
)
def test_named_meetings_and_years_must_stand_in_the_evidence(
    question: str, text: str, missing: tuple[str, ...]
) -> None:
    """A meeting, year or date of the question must be there; eras and years of our era are the same."""
    assert assessed(question, text).unnamed == missing


def test_names_come_once_in_order() -> None:
    """A name that is asked for twice is one name."""
    assert named_in("第1回と第2回と第1回、令和7年4月1日") == ("第1回", "第2回", "令和7年4月1日")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("令和7年", "2025年"),
        ("平成31年", "2019年"),
        ("昭和64年", "1989年"),
        ("2025.5.12", "2025年5月12日"),
        ("令和7.5.12", "2025年5月12日"),
    ],
)
def test_eras(text: str, written: str) -> None:
    """Years of Japanese eras become years of our era."""
    assert western(text) == written


def test_without_evidence_there_is_no_confidence() -> None:
    """Nothing chosen is nothing known."""
    assert assess("点検の頻度は", [], 1.0).confidence == 0.0


def test_only_probable_answers_are_given() -> None:
    """The threshold decides where no rule does."""
    text = "橋の点検は、5年に1回行う。"
    chosen = [scored(passage_of(text), Segment("sentence", 0, len(text), text), "橋の点検の方法")]
    assert assess("橋の点検の方法", chosen, ANSWER_FROM).answers
    assert not assess("橋の点検の方法", chosen, ANSWER_FROM - 0.01).answers


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=40).map("文".__add__), max_size=3))
def test_any_text_can_be_judged(question: str, texts: list[str]) -> None:
    """Judging never fails, the confidence is a probability, and what is not named is what the question names."""
    found = assessed(question, *texts)
    assert 0.0 <= found.confidence <= 1.0
    assert set(found.unnamed) <= set(named_in(normalise(question)))


@pytest.mark.parametrize("question", ["熊本市の橋の数は何橋ですか", "松本市の橋の数は何橋ですか"])
def test_city_whose_name_ends_like_our_city_is_not_ours(question: str) -> None:
    """熊本市 and 松本市 are names, not 本市; a value about them may be answered."""
    assert OWN_PLACE not in assessed(question, f"{question[:3]}の橋の数は、120橋である。").lacking


@pytest.mark.parametrize("question", ["うちの市の橋の数は何橋ですか", "本市の橋の数は何橋ですか"])
def test_value_of_the_askers_own_place_is_lacking(question: str) -> None:
    """What stands in no public document is said to be lacking, whatever was found."""
    found = assessed(question, "市の橋の数は、120橋である。")
    assert OWN_PLACE in found.lacking
    assert not found.answers


def test_name_that_no_document_holds_is_not_answered() -> None:
    """A sentence that fits does not answer for a place that stands nowhere."""
    text = "長岡市の橋の点検は、5年に1回行う。"
    chosen = [scored(passage_of(text), Segment("sentence", 0, len(text), text), "弘前市の橋の点検の頻度は")]
    found = assess(normalise("弘前市の橋の点検の頻度は"), chosen, 1.0, frozenset({"弘前"}))
    assert found.unnamed == ("弘前",)
    assert not found.answers


@pytest.mark.parametrize(
    ("question", "checked"),
    [
        ("計画の期間は令和3年度からですよね", True),
        ("令和3年度の件数は", False),
        ("令和3年度からと考えてよいですか", True),
    ],
)
def test_premise_may_be_wrong(question: str, *, checked: bool) -> None:
    """A year that the asker states for us to check need not stand in the evidence; a year asked about must."""
    assert (assessed(question, "計画の期間は、令和7年度からである。").unnamed == ()) is checked


def test_date_of_a_source_is_none_of_the_statement() -> None:
    """When a document says where it took a sentence from, that date does not answer when something happened."""
    question = "覚書はいつ結ばれましたか"
    assert assessed(question, "県と市が覚書を結ぶ(2026年2月2日の国の資料による)。").lacking == ("期日",)
    assert assessed(question, "県と市は2019年4月1日に覚書を結んだ。").lacking == ()


def test_town_that_the_question_names_is_not_the_one_it_asks_for() -> None:
    """Who asks for the neighbour's name is not served by the name that they gave."""
    question = "益田市の隣のどの町と組みましたか"
    assert assessed(question, "島根県益田市の取組である。").lacking == ("市町村の名前",)
    assert assessed(question, "益田市・津和野町の取組である。").lacking == ()


def test_named_date_stands_beside_the_value() -> None:
    """A date that only another sentence names does not vouch for a value."""
    question = "2020年4月1日の会員は何人ですか"
    assert assessed(question, "2020年4月1日に規約を改めた。", "会員は、187人である。").unnamed == ("2020年4月1日",)
    assert assessed(question, "2020年4月1日の会員は、187人である。").unnamed == ()


def test_frequency_is_no_figure_of_the_own_town() -> None:
    """What the law fixes for every town is told to one that asks for itself; its own cost stands in no document."""
    assert OWN_PLACE not in assessed("うちの町の橋の点検は何年に1回ですか", "橋の点検は、5年に1回行う。").lacking
    assert OWN_PLACE in assessed("うちの町の橋の点検費はいくらですか", "橋の点検費は、1億円である。").lacking


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("橋の数を知りたい", "39市町村のうち10町村で技術者がいない。", False),
        ("橋の数を知りたい", "町の橋は120橋である。", True),
        ("何か所の事務所が入っていますか", "9つの事務所のすべてが入る。", True),
        ("何路線が指定されていますか", "令和7年に3団体が加わった。", False),
        ("何路線が指定されていますか", "12路線が指定された。", True),
        ("契約期間は", "2022~31年度の計画である。", True),
    ],
)
def test_numbers_are_of_what_is_named(question: str, text: str, *, met: bool) -> None:
    """A number answers only where it is of the thing, or in the unit, that the question names."""
    segment = Segment("sentence", 0, len(text), text)
    assert all(d.met_in(segment) for d in demands_of(normalise(question))) is met


def test_members_of_a_list_can_be_counted() -> None:
    """How many chapters there are is told by the chapters; how many people there are is not told by two rows."""
    rows = [scored(passage_of(t), Segment("item", 0, len(t), t), "章") for t in ("はじめに", "点検の方法")]
    assert counted("数（章）", rows)
    assert not counted("数（章）", rows[:1])
    assert not counted("人数", rows)
