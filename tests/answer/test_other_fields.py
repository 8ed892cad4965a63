"""Words of other fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.answer.domain_words import is_foreign
from chatbot.answer.other_offices import OFFICES
from chatbot.answer.private_life import PRIVATE
from chatbot.japanese import normalise


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        pytest.param("借家の天井の修繕は誰が払う", True, id="private building"),
        pytest.param("借家の前の市道の補修", False, id="public road beside it"),
        pytest.param("うちの車の整備の周期", True, id="car"),
        pytest.param("公用車の通る橋の重量制限", False, id="bridge"),
        pytest.param("こども園の先生の配置基準", True, id="another division"),
        pytest.param("こども園の外壁の点検", False, id="its building"),
        pytest.param("こども園の施設長の研修", True, id="common word"),
        pytest.param("トンネル台帳を集計するマクロを組んで", True, id="a task of another field"),
        pytest.param("河川のほとりの家の所得税", True, id="a place only"),
        pytest.param("舗装の要領を韓国語に訳して", True, id="translation"),
        pytest.param("エスカレーターの更新", False, id="katakana inside a word"),
        pytest.param("現場を見てくれる人はいますか", False, id="nothing of another field"),
        pytest.param("コンサルの選び方", False, id="animal inside a word"),
        pytest.param("夕方は晴れますか", True, id="weather"),
        pytest.param("猫の手も借りたい", False, id="idiom"),
        pytest.param("サッカー場の維持管理の委託先", False, id="municipal ground"),
        pytest.param("サッカー場の混み具合", True, id="use of a ground"),
        pytest.param("登山道の老朽化した木橋の更新", False, id="municipal path"),
        pytest.param("支所のエアコンの更新費", False, id="fittings of a public building"),
        pytest.param("自宅のエアコンの更新費", True, id="fittings of a home"),
        pytest.param("分譲マンションの集会所の給湯器の修理", True, id="private house with a hall"),
        pytest.param("ボイラーの保守の委託", False, id="plant"),
        pytest.param("実家のボイラーの修繕", True, id="private plant"),
        pytest.param("街道沿いの竹の根が越境し、点検の邪魔", False, id="growth beside a road"),
        pytest.param("請負額に消費税は入るか。契約の話", False, id="tax of a contract"),
        pytest.param("消費税の税率の変遷", True, id="tax"),
        pytest.param("孫の世代に負担を残さない", False, id="saying"),
        pytest.param("し尿の収集運搬業者を包括的に選ぶ", True, id="a way of ours for another division's business"),
        pytest.param("し尿の収集で傷んだ路面", False, id="its damage to a structure"),
        pytest.param("復職の診断書の様式", True, id="a word of ours inside a word of another division"),
        pytest.param("都市計画係です。ベンチはいくつ", False, id="where the asker works"),
        pytest.param("給食は別として、ほかの建屋はいくつ", False, id="set apart"),
        pytest.param("通天閣の展望台は何階", True, id="sight"),
        pytest.param("総合戦略の目標", False, id="battle inside a word"),
    ],
)
def test_other_fields(text: str, foreign: bool) -> None:
    """Private things lose to public structures alone, other divisions to upkeep as well, tasks to nothing."""
    assert is_foreign(normalise(text)) is foreign


def test_documents_are_of_the_field() -> None:
    """No line of our own documents is taken for another field."""
    texts = [path.read_text("utf-8").split("---", 2)[2] for path in Path("corpus/documents").glob("*.md")]
    lines = [line for text in texts for line in text.splitlines()]
    assert lines and not [line for line in lines if is_foreign(normalise(line))]


def test_fields_are_not_empty() -> None:
    """Every field has words, and none of them is empty."""
    rows = [row for fields in (OFFICES, PRIVATE) for row in fields.values()]
    assert all(row.split() for row in rows)
