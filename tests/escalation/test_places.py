"""Places: every municipality finds its desk, look-alikes do not, and an example is not the asker's place."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.corpus_files import corpus_dir, read_csv
from chatbot.escalation.gazetteer import Gazetteer
from chatbot.escalation.hangul import hangul
from chatbot.escalation.places import asker_places, resolve, resolve_named, resolve_place, without_places
from chatbot.escalation.prefecture_names import PREFECTURES
from chatbot.escalation.romaji import bare, romanise

SENTENCES = list(csv.DictReader(Path(__file__).with_name("sentences.csv").read_text(encoding="utf-8").splitlines()))
MUNICIPALITIES = read_csv(corpus_dir() / "municipalities.csv")
WARDS = read_csv(corpus_dir() / "wards.csv")
TEMPLATES = (
    "{}です。窓口を教えてください",
    "{}役場の者ですが、橋の点検で困っています",
    "うちは{}なのですが、相談先はどこでしょうか",
    "{} 相談窓口 電話番号",
    "{}に勤務しています。担当のメールアドレスを知りたいです",
    "はじめまして。{}の建設課で働いています。",
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Load all places of the packaged corpus."""
    return Gazetteer.load()


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['group']}-{row['text'][:24]}") for row in SENTENCES])
def test_sentence(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    """A sentence of an official leads to the expected desk, to the expected choices, or to none."""
    found = resolve(row["text"], gazetteer)
    expected = row["expected"]
    if expected == "?":
        assert found.desk_ids == (), found
    elif row["group"] == "doubtful":
        assert (found.desk_ids, found.ambiguous) == ((expected,), True)
    elif "|" in expected:
        assert found.ambiguous is (row["group"] != "several")
        assert found.several is (row["group"] == "several")
        assert sorted(found.desk_ids) == expected.split("|")
    else:
        assert found.desk_id == expected, found


def test_there_are_enough_sentences() -> None:
    """The table of sentences holds at least 150, each one once."""
    assert len({row["text"] for row in SENTENCES}) == len(SENTENCES) >= 150


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_municipality_with_its_prefecture(gazetteer: Gazetteer, template: str) -> None:
    """Each of the 1,741 municipalities with its prefecture leads to its desk, inside any of the sentences."""
    wrong = [
        prefecture + name
        for _, prefecture, name, _, desk in MUNICIPALITIES
        if resolve(template.format(prefecture + name), gazetteer).desk_id != desk
    ]
    assert wrong == []


@pytest.mark.parametrize("template", ("{}", *TEMPLATES))
def test_every_municipality_without_prefecture(gazetteer: Gazetteer, template: str) -> None:
    """Without its prefecture a unique name leads to its desk, an ambiguous one to all desks that it may mean."""
    desks: defaultdict[str, set[str]] = defaultdict(set)
    for _, _, name, _, desk in MUNICIPALITIES:
        desks[name].add(desk)
    for _, _, _, ward, _, desk in WARDS:
        desks[ward].add(desk)
    wrong = []
    for name in {row[2] for row in MUNICIPALITIES}:
        found = resolve(template.format(name), gazetteer)
        if set(found.desk_ids) != desks[name] or found.ambiguous != (len(desks[name]) > 1):
            wrong.append((name, found.desk_ids))
    assert wrong == []


def test_every_reading(gazetteer: Gazetteer) -> None:
    """The reading of each municipality after its prefecture leads to its desk."""
    wrong = [
        prefecture + kana
        for _, prefecture, _, kana, desk in MUNICIPALITIES
        if resolve_place(prefecture + kana, gazetteer).desk_id != desk
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "desk"),
    [
        pytest.param("Xin cho biết số điện thoại của quầy tư vấn cho thành phố 松本市", "kanto", id="vi kanji"),
        pytest.param("Điện thoại của quầy tư vấn cho thành phố Matsumoto", "kanto", id="vi"),
        pytest.param("마쓰모토시의 상담 창구 전화번호", "kanto", id="ko"),
        pytest.param("御殿场市的咨询窗口电话", "chubu", id="zh"),
        pytest.param("numéro de téléphone pour la ville de Matsumoto contact", "kanto", id="fr"),
    ],
)
def test_desks_in_other_languages(gazetteer: Gazetteer, text: str, desk: str) -> None:
    """A place in kanji, Latin letters or Hangul inside a foreign sentence leads to its desk."""
    assert resolve(text, gazetteer).desk_id == desk


@pytest.mark.parametrize(
    ("kana", "korean"),
    [
        ("まつもと", "마쓰모토"),
        ("ちがさき", "지가사키"),
        ("きょうと", "교토"),
        ("さっぽろ", "삿포로"),
        ("しゅんご", "슌고"),
    ],
)
def test_hangul(kana: str, korean: str) -> None:
    """Readings are written as the Korean rule for Japanese names has it."""
    assert hangul(kana) == korean


@pytest.mark.parametrize("text", ["다시 알려 주세요", "혹시 도시 계획이 있습니까"])
def test_korean_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    """Everyday Korean words that end like a city are none."""
    assert gazetteer.find(text) == []


def test_bare_names_need_a_capital_and_length(gazetteer: Gazetteer) -> None:
    """In Gotemba and of Nara are places; a date and a short name are not."""
    names = [p.name for p in bare("In Gotemba, of Nara, by date in Ota", gazetteer.latin, gazetteer.index.prefectures)]
    assert names == ["御殿場市", "奈良県"]


def test_every_municipality_in_latin_letters(gazetteer: Gazetteer) -> None:
    """Each municipality in Latin letters with its prefecture leads to its desk."""
    names = {row[0]: row[1:] for row in ((name, latin.split()[0]) for name, _, latin, _ in PREFECTURES)}
    wrong = []
    for place in gazetteer.index.municipalities:
        suffix = {"市": "City", "町": "Town", "村": "Village", "区": "Ward"}[place.name[-1]]
        stem = romanise(re.sub("(ちょう|まち|むら|そん|し|く)$", "", place.kana)).capitalize()
        text = f"I work for {stem} {suffix} in {names[place.prefecture][0].capitalize()} Prefecture. Contact?"
        if resolve(text, gazetteer).desk_id != place.desk_id:
            wrong.append(text)
    assert wrong == []


def test_every_ward(gazetteer: Gazetteer) -> None:
    """Each ward of a designated city leads to the desk of its city when the city is named."""
    wrong = [
        city + ward
        for _, _, city, ward, _, desk in WARDS
        if resolve(f"{city}{ward}です。窓口は", gazetteer).desk_id != desk
    ]
    assert wrong == []


def test_longest_name_wins(gazetteer: Gazetteer) -> None:
    """No name is ever found inside another municipality's name."""
    wrong = [
        (name, [match.surface for match in gazetteer.find(name)])
        for _, _, name, _, _ in MUNICIPALITIES
        if {match.surface for match in gazetteer.find(name)} != {name}
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        pytest.param("ﾊｺﾀﾞﾃ市と三条市", ["ﾊｺﾀﾞﾃ市", "三条市"], id="half-width"),
        pytest.param("新 潟 県 三 条 市", ["新 潟 県", "三 条 市"], id="spaces"),
        pytest.param("Hokkaidōと福井県", ["Hokkaidō", "福井県"], id="accent"),
        pytest.param("\u200b三\u200b条市", ["三\u200b条市"], id="invisible"),
    ],
)
def test_spans_are_those_of_the_text(gazetteer: Gazetteer, text: str, surfaces: list[str]) -> None:
    """A match's span cuts the name out of the text as it was written."""
    found = gazetteer.find(text)
    assert [match.surface for match in found] == surfaces
    assert [text[match.start : match.end] for match in found] == surfaces


@given(
    st.text(
        alphabet=st.sampled_from("三条市府中区大阪の事例です。、ヶｶﾞ新潟県 \u3000aZ-.\u200bがよう窓口😀\ud800"),
        max_size=60,
    )
)
def test_any_text(gazetteer: Gazetteer, text: str) -> None:
    """Whatever is typed, nothing fails, spans lie in the text, and a desk is decided only where it is the only one."""
    for match in gazetteer.find(text):
        assert text[match.start : match.end] == match.surface != ""
    found = resolve(text, gazetteer)
    assert found.desk_id is None or found.desk_ids == (found.desk_id,)
    assert found.reason.endswith("。")


def test_example_beside_the_askers_place(gazetteer: Gazetteer) -> None:
    """The asker's place and an example in one question are told apart."""
    text = "栃木県の事例を見ました。うちは愛媛県今治市です。窓口はどこですか"
    assert [match.label for match in asker_places(text, gazetteer)] == ["愛媛県", "愛媛県今治市"]
    assert resolve(text, gazetteer).desk_id == "shikoku"


@pytest.mark.parametrize(
    ("place", "desk"),
    [
        pytest.param("三条", "hokuriku", id="stem"),
        pytest.param("福井県", "kinki", id="beside Hokuriku"),
        pytest.param("新潟県三条", "hokuriku", id="prefecture and stem"),
        pytest.param("新潟県 三条市 建設課", "hokuriku", id="with department"),
        pytest.param("中国", "chugoku", id="region"),
        pytest.param("福島", "tohoku", id="prefecture before town"),
        pytest.param("北九州", "kyushu", id="compass"),
        pytest.param("東京都千代田区霞が関", "kanto", id="address"),
        pytest.param("岐阜県池田", "chubu", id="ambiguous stem with prefecture"),
        pytest.param("Kōchi", "shikoku", id="Latin"),
    ],
)
def test_a_field_with_a_place(gazetteer: Gazetteer, place: str, desk: str) -> None:
    """A field that holds nothing but a place may hold a bare stem or an address."""
    assert resolve_place(place, gazetteer).desk_id == desk


@pytest.mark.parametrize("place", ["", " ", "。", "アトランティス", "x" * 5000, "市", "区役所", "\ud800"])
def test_a_field_without_a_place(gazetteer: Gazetteer, place: str) -> None:
    """A field without a known place decides nothing and says so in a sentence."""
    found = resolve_place(place, gazetteer)
    assert (found.desk_ids, found.matched) == ((), None)
    assert found.reason.endswith("。")


def test_prefecture_that_does_not_hold_the_town(gazetteer: Gazetteer) -> None:
    """A municipality named together with another prefecture is asked back, not guessed."""
    found = resolve("静岡県三条市です。窓口は", gazetteer)
    assert found.ambiguous
    assert set(found.desk_ids) == {"chubu", "hokuriku"}


@pytest.mark.parametrize(
    ("text", "desk_id"),
    [
        ("倉吉から掛けるなら何番ですか", "chugoku"),
        ("大館の建設課です。番号は", "tohoku"),
        ("武生の支所の者です。番号は", "kinki"),
        ("益田市じゃなくて萩市の窓口の番号を知りたい", "chugoku"),
        ("滋賀は近畿地方整備局ですか", "kinki"),
    ],
)
def test_place_that_a_request_names(gazetteer: Gazetteer, text: str, desk_id: str) -> None:
    """A request for a desk means the place in it, also without 市, or under the old name of a branch office."""
    assert resolve_named(text, gazetteer).desk_id == desk_id


def test_places_taken_out(gazetteer: Gazetteer) -> None:
    """A text without its places keeps everything else."""
    assert without_places("秋田県大館市の窓口", gazetteer) == "の窓口"
