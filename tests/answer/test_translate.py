"""Questions in other languages become Japanese words to look up."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from chatbot.answer.foreign_words import ForeignWords
from chatbot.answer.languages import Language, language_of
from chatbot.answer.translate import SEPARATOR, in_japanese
from chatbot.corpus_files import corpus_dir
from chatbot.escalation.registry import Registry
from chatbot.retrieval.expand import Glossary

GLOSSARY = Glossary.load(corpus_dir() / "glossary.csv")
DICTIONARY = ForeignWords.load(corpus_dir() / "foreign_words.csv")
GAZETTEER = Registry.load().gazetteer


def frequency(tokens: list[str]) -> Mapping[str, int]:
    """Know every kanji word and three names in Latin letters."""
    return {t: 3 for t in tokens if not t.isascii() or t in {"sorae", "kosen", "reim"}}


def words(text: str) -> set[str]:
    """Return the Japanese words of a question."""
    found = in_japanese(text, language_of(text), GLOSSARY, DICTIONARY, GAZETTEER, frequency)
    return {word for part in found.split(SEPARATOR) for word in part.split()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("How often is a bridge in Niigata inspected? 5 years", {"新潟県", "橋梁", "頻度", "5"}, id="en"),
        pytest.param("新泻县的下水道有多少公里？", {"新潟県", "下水道", "何km"}, id="zh"),
        pytest.param("마쓰모토시의 인구는 몇 명입니까?", {"長野県松本市", "人口", "何人"}, id="ko"),
        pytest.param("Quando começaram as obras do túnel em Matsumoto?", {"長野県松本市", "始まった", "いつ"}, id="pt"),
        pytest.param("Tại sao thành phố Matsumoto kiểm tra cầu?", {"長野県松本市", "点検", "理由"}, id="vi"),
        pytest.param("¿Dónde se guardan los registros?", {"記録", "どこ"}, id="es"),
        pytest.param("Who are the members of KOSEN-REIM?", {"kosen-reim", "会員"}, id="name"),
        pytest.param("下水道的费用是多少倍？", {"下水道", "何倍"}, id="times as much"),
        pytest.param(
            "From what year to what year does the plan run?", {"何年度から何年度まで"}, id="from when to when"
        ),
        pytest.param("What time does the desk open?", {"何時から何時まで"}, id="time of day"),
        pytest.param("특별 점검한 도로의 연장은 얼마입니까?", {"延長", "どのくらい"}, id="measured, no money"),
        pytest.param("Which repairs need category III?", {"健全性III"}, id="roman numeral"),
    ],
)
def test_places_things_and_what_is_asked(text: str, expected: set[str]) -> None:
    """A question is looked up by its places, its names, the glossary's terms and what it asks."""
    assert expected <= words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("What is the subtitle of the report adopted in Niigata?", {"副題", "報告書"}, id="en"),
        pytest.param("报告书的副标题是什么时候公布的？", {"副題", "報告書", "公表"}, id="zh"),
        pytest.param("보고서의 부제는 누가 승인했습니까?", {"副題", "報告書", "承認"}, id="ko"),
        pytest.param("Quem aprovou o subtitulo do relatorio?", {"副題", "報告書"}, id="pt without accents"),
        pytest.param("Báo cáo có phụ đề được phê duyệt khi nào?", {"副題", "報告書", "承認"}, id="vi"),
        pytest.param("¿Quién autorizó el subtítulo del informe?", {"副題", "報告書", "承認"}, id="es"),
        pytest.param("¿Qué es una small concession de Niigata?", {"スモールコンセッション"}, id="English term"),
    ],
)
def test_general_words(text: str, expected: set[str]) -> None:
    """Words that are no terms of the field are looked up by what documents write for them, in any inflection."""
    assert expected <= words(text)


def test_terms_go_before_general_words() -> None:
    """Where the glossary has a term, the words inside it are not looked up again."""
    assert "報告書" not in words("Who wrote the inspection report of the bridge?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which report was handed over on May 28, 2025?", "2025年5月28日"),
        ("Which report was handed over on the 28th of May?", "5月28日"),
        ("How many members were there as of April 2025?", "2025年4月"),
        ("Quantos membros havia em 1º de abril de 2025?", "2025年4月1日"),
        ("¿Cuántos puentes había al final del año fiscal 2024?", "2024年度"),
        ("Ngày 5 tháng 3 năm 2024 hội nghị quyết định điều gì?", "2024年3月5日"),
        ("2024年3月5日的会议决定了什么？", "2024年3月5日"),
        ("2024년 3월 5일 회의에서 무엇을 결정했습니까?", "2024年3月5日"),
        ("Who spoke at the 7th committee meeting?", "第7回"),
        ("¿Quién habló en la 7.ª reunión del comité?", "第7回"),
        ("제7회 위원회는 언제 열렸습니까?", "第7回"),
    ],
)
def test_dates_and_meetings(text: str, expected: str) -> None:
    """Dates, fiscal years and numbers of meetings are written as Japanese documents do."""
    assert expected in words(text)


def test_may_is_a_month_only_where_it_is_one() -> None:
    """What may be done by five people has no date."""
    assert "5月" not in words("How many bridges may 5 people inspect?")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("I am an engineer in a town office. How often are bridges inspected?", "How often are bridges inspected?"),
        ("According to the documents, how often are bridges inspected in Japan?", "how often are bridges inspected?"),
        ("我在日本的町政府工作。桥梁多久检查一次？", "桥梁多久检查一次？"),
        ("저는 시청 직원입니다. 교량은 몇 년마다 점검합니까?", "교량은 몇 년마다 점검합니까?"),
        (
            "Trabalho na câmara. Com que frequência são inspecionadas as pontes?",
            "Com que frequência são inspecionadas as pontes?",
        ),
        ("Tôi là kỹ sư. Cầu được kiểm tra bao lâu một lần?", "Cầu được kiểm tra bao lâu một lần?"),
        (
            "Soy ingeniero. ¿Con qué frecuencia se inspeccionan los puentes?",
            "¿Con qué frecuencia se inspeccionan los puentes?",
        ),
    ],
)
def test_what_only_talks_is_left_out(text: str, plain: str) -> None:
    """Who asks, where it is said to stand and the name of the country add no words."""
    assert words(text) == words(plain)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("What is preventive maintenance?", "予防保全とは"),
        ("O que é manutenção preventiva?", "予防保全とは"),
        ("Bảo trì phòng ngừa là gì?", "予防保全とは"),
        ("什么是预防性维护？", "予防保全とは"),
        ("예방보전이란 무엇입니까?", "予防保全とは"),
    ],
)
def test_what_a_thing_is(text: str, term: str) -> None:
    """A question for a meaning is put as one in Japanese."""
    assert term in words(text)


def test_the_prefecture_is_not_named_twice() -> None:
    """A municipality's label holds its prefecture, and 「prefecture」 beside a place names nothing more."""
    assert words("phone of the prefecture of Nagano, Matsumoto City") == {"長野県松本市", "電話番号"}


@pytest.mark.parametrize("text", ["What is the date of it?", "Is AI in Date or Kita?"])
def test_everyday_words_are_no_places(text: str) -> None:
    """Short names that are other words need their suffix."""
    assert not any(word.endswith(("市", "町", "村", "区")) for word in words(text))


@pytest.mark.parametrize("language", ["en", "zh", "ko", "pt", "vi", "es"])
def test_nothing_known_is_nothing(language: Language) -> None:
    """A text without a known word gives no words."""
    assert in_japanese("xyzzy plugh", language, GLOSSARY, DICTIONARY, GAZETTEER) == ""
