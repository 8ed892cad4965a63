"""Questions in other languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer.languages import DESK, LEAD, NOT_FOUND, Language, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("橋梁の点検の頻度は？", "ja"),
        ("橋梁 点検 頻度", "ja"),
        ("PPP PFI", "ja"),
        ("2025", "ja"),
        ("ﾃﾝｹﾝ", "ja"),
        ("How often are bridges inspected?", "en"),
        ("桥梁多久检查一次", "zh"),
        ("请问桥梁的检查频率是多少？", "zh"),
        ("교량 점검은 몇 년마다 합니까?", "ko"),
        ("Cầu được kiểm tra bao lâu một lần?", "vi"),
        ("Com que frequência são inspecionadas as pontes do município?", "pt"),
        ("¿Con qué frecuencia se inspeccionan los puentes?", "es"),
        ("Quantos engenheiros tem a prefeitura", "pt"),
        ("Lista de los puentes de la ciudad", "es"),
        ("Wie oft werden Brücken geprüft?", "en"),
        ("điện thoại của quầy tư vấn cho 松本市", "vi"),
        ("phone number of the desk for 松本市", "en"),
        ("松本市 pdf excel", "ja"),
        ("What does 群マネ stand for, and who decided it?", "en"),
        ("什么是群マネ？", "zh"),
        ("ウォーターPPP의 요건은 무엇입니까", "ko"),
        ("PPP PFI SIP DX AI マネジメント", "ja"),
        ("¿Cuántos empleados tendrá la secretaría del 人の群マネ?", "es"),
        ("인재뱅크(人材バンク)에서 전문가가 속한 기관은 어디입니까?", "ko"),
        ("「The bridge is closed」とはどういう意味ですか", "ja"),
    ],
)
def test_language(text: str, language: Language) -> None:
    """The script and the small words tell the language; what may be Japanese is Japanese."""
    assert language_of(text) == language


@given(st.text(max_size=60))
def test_every_language_has_its_sentences(text: str) -> None:
    """Whatever language a text is taken for, what we say in it is there."""
    language = language_of(text)
    for said in (LEAD, NOT_FOUND, DESK):
        assert bool(said[language]) == (language != "ja")
