"""What belongs to the domain, and what a message asks besides a desk."""

from __future__ import annotations

import pytest

from chatbot.answer.scope import Scope, content_of
from chatbot.escalation.registry import Registry
from chatbot.retrieval.expand import Entry, Glossary

REGISTRY = Registry.load()
SCOPE = Scope(
    Glossary([Entry("群マネ", ("群マネ",), ())]), lambda tokens: {"検討": 90, "渚": 2, "遊具": 3}, lambda: 100
)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("橋が古い", True),
        ("群マネって何", True),
        ("渚の遊具", True),
        ("カレーの作り方", False),
        ("桟橋の電気防食", True),
        ("祭りの予算", False),
        ("遊具のデータ", True),
        ("軽自動車税の窓口", False),
        ("検討", False),
        ("", False),
        ("12345", False),
    ],
)
def test_domain(text: str, inside: bool) -> None:
    """Words of the field, of the glossary, and rare words of the documents belong; everyday words do not."""
    assert SCOPE.holds(text) is inside


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("ワードで差し込み印刷したデータをメールで送る", True),
        ("婚姻届の窓口の電話番号", True),
        ("保育料の予算はいくら", True),
        ("Which restaurant is good?", True),
        ("点検調書をエクセルで作る", False),
        ("小学校の給食室の給水管の漏水", False),
        ("メールで相談できる窓口", False),
        ("restaurant beside the bridge", False),
        ("キーワードの一覧", False),
        ("橋の表に数式を書いて", True),
        ("洪水で濡れた家の所得税の還付は堤防の近くでも同じか", True),
        ("電子マイクの故障、インフラのチャットならわかるかな", True),
        ("議会資料の作り方", False),
        ("選挙で村長が交代したあとの見直し", False),
        ("マイクロパイルの施工", False),
        ("町の講座を終えた橋の担当者は何という名前で認定されますか。採用面接で聞かれまして。", False),
        ("名刺の肩書きを聞きそびれました。国の講座を終えると何という資格に認定されますか。", False),
        ("名刺の作り方を知りたいです。国の様式は何ですか。", True),
    ],
)
def test_other_fields(text: str, foreign: bool) -> None:
    """A word of another field decides unless a word of ours stands beside it; words of every office decide nothing."""
    assert SCOPE.foreign(text) is foreign


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("盆栽展の申込先の電話番号", True),
        ("遊具の渚の電話番号", False),
        ("奈良県の窓口の電話番号", False),
        ("東のまちの窓口では", False),
    ],
)
def test_desks_of_others(text: str, foreign: bool) -> None:
    """Who asks for the number of something that no document speaks of wants another desk."""
    assert SCOPE.foreign(text, desk=True) is foreign


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("新潟県長岡市です。相談窓口を教えてください", ""),
        (
            "新潟県の者です。橋梁の定期点検の頻度を教えてください。窓口の電話番号も知りたいです",
            "橋梁の定期点検の頻度を教えてください",
        ),
        ("橋の補修で困っています。", ""),
        ("橋の補修の進め方に迷っていて、相談窓口を教えてください。", ""),
    ],
)
def test_content_besides_the_desk(text: str, content: str) -> None:
    """Introductions, pleas and the question for the desk are taken away; the rest is asked of the documents."""
    assert content_of(text, REGISTRY) == content


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        pytest.param("盆栽の展示の検討", True, id="what it is about stands nowhere"),
        pytest.param("検討の盆栽", False, id="what it is about is known"),
        pytest.param("盆栽の剪定", False, id="a word of the field"),
        pytest.param("盆栽の予算", False, id="a word of every office"),
        pytest.param("盆栽を県が検討", False, id="an office beside it"),
        pytest.param("群マネの盆栽", False, id="a word of the glossary"),
    ],
)
def test_strange_subjects(text: str, strange: bool) -> None:
    """A subject that stands in no document is strange, unless the field or an office is named with it."""
    assert SCOPE.strange(text) is strange


@pytest.mark.parametrize(
    ("text", "alien"),
    [
        pytest.param("ハープの調弦のこつ", True, id="names that no document holds"),
        pytest.param("オカリナは吹ける？", False, id="one name"),
        pytest.param("笛は吹ける？", False, id="one short name is a slip of everyday speech"),
        pytest.param("渚とオカリナと笛", False, id="begins with what the documents hold"),
        pytest.param("吹ける？", False, id="names nothing"),
    ],
)
def test_alien(text: str, alien: bool) -> None:
    """A question whose names stand in no document, the first of them included, is of another field."""
    assert SCOPE.alien(text) is alien


@pytest.mark.parametrize(
    "text", ["橋のオカリナ", "議会でオカリナ", "冊子のオカリナ", "古びたオカリナ", "群マネのオカリナ"]
)
def test_names_ours(text: str) -> None:
    """Words of structures, offices, documents, damage and of the glossary may make a question ours."""
    assert SCOPE.names_ours(text)


def test_names_nothing_of_ours() -> None:
    """Words of everyday life do not make a question ours."""
    assert not SCOPE.names_ours("オカリナは吹ける？")
