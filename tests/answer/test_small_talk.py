"""Small talk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer import words
from chatbot.answer.small_talk import talk_of, without_courtesy
from chatbot.japanese import normalise


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("こんばんは。先週から使っています。", "greeting", id="greeting and a statement"),
        pytest.param("お世話になります。建設課の山川です。", "greeting", id="introduction without a place"),
        pytest.param("教わったこと、とてもためになりました", "thanks", id="thanks without the word"),
        pytest.param("点検の件、ありがとうございました", "thanks", id="thanks for a subject"),
        pytest.param("さすが、詳しいですね", "praise", id="praise"),
        pytest.param("この回答は的外れですね", "complaint", id="complaint"),
        pytest.param("役に立たないボット", "complaint", id="complaint about us"),
        pytest.param("ごめんなさい、入力ミスでした", "apology", id="apology"),
        pytest.param("では、また来週", "farewell", id="farewell"),
        pytest.param("あなたは人間なの？", "about", id="about us"),
        pytest.param("ようやく片付きました", "chat", id="chat"),
        pytest.param("なんだか眠そうですね", "chat", id="chat about the mood"),
        pytest.param("丁寧に説明してくださってありがとう", "thanks", id="thanks for a deed"),
        pytest.param("ほなまた", "farewell", id="dialect"),
        pytest.param("何を質問したらいいですか", "about", id="what may be asked"),
        pytest.param("おかげさまで会議がうまくいきました", "thanks", id="thanks to us"),
        pytest.param("どうやって答えているの？", "about", id="how we work"),
        pytest.param("7月に河川課へ異動してきた者です。どうぞよろしく", "greeting", id="introduction with a month"),
        pytest.param("回答は微妙だったかも", "complaint", id="doubtful complaint"),
        pytest.param("世間話に付き合って", "chat", id="a wish to chat"),
        pytest.param("ふう、くたびれたよ〜", "greeting", id="tired"),
        pytest.param("返事が冷たいなあ、気楽に話してよ", "complaint", id="complaint about the tone"),
        pytest.param("Thanks a lot! You saved my day.", "thanks", id="en"),
        pytest.param("Hello, nice to meet you", "greeting", id="en greeting"),
        pytest.param("多谢，明天再来", "thanks", id="zh"),
        pytest.param("안녕하세요, 반갑습니다", "greeting", id="ko"),
        pytest.param("Boa tarde, é a minha primeira vez", "greeting", id="pt"),
        pytest.param("Cảm ơn, hẹn gặp lại", "thanks", id="vi"),
        pytest.param("Hola, buenas noches", "greeting", id="es"),
    ],
)
def test_small_talk(text: str, kind: str) -> None:
    """A courtesy with harmless words beside it is small talk, in every language."""
    assert talk_of(normalise(text)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "ありがとう。岐阜です。",
        "お疲れさまです。橋の補修の件",
        "窓口を案内していただけると助かります",
        "便利な点検技術は",
        "使えない歩道橋の撤去",
        "挨拶の原稿を書いて",
        "教材はある",
        "叔父の遺産でもめています",
        "ここは誰が管理していますか",
        "これの仕組みは",
        "Hello, bridge repair",
        "谢谢，隧道呢",
        "カレー",
        "遊具です",
        "手すりがぐらついて外れました",
        "人手が足りません",
        "もう少し詳しく",
        "もっと詳しく話して",
        "河川課へ異動してきました。堤防は誰が見ますか",
        "話し相手のいない技術者の集まりは",
        "",
    ],
)
def test_what_asks_or_names_something_is_no_small_talk(text: str) -> None:
    """A question, a word of the field or a place beside a courtesy wants an answer."""
    assert talk_of(normalise(text)) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("おはようございます。遊具の点検は？", "遊具の点検は？"),
        ("お疲れ様です、遊具の点検は？よろしくお願いします。", "遊具の点検は？"),
        ("Hi! Who inspects tunnels?", "Who inspects tunnels?"),
        ("はじめまして。今日から使います", "はじめまして。今日から使います"),
        ("遊具の点検は？", "遊具の点検は？"),
        ("福井です。ありがとう", "福井です。"),
    ],
)
def test_courtesies_around_a_question_are_taken_away(text: str, left: str) -> None:
    """What is looked up is the question alone; small talk stays as it is."""
    assert without_courtesy(text) == left


@given(st.text(max_size=60))
def test_every_kind_has_its_sentence(text: str) -> None:
    """Whatever is said, there is an answer to it, and something of the message is left."""
    kind = talk_of(normalise(text))
    assert kind is None or words.SMALL_TALK[kind]
    assert bool(without_courtesy(text).strip()) == bool(text.strip()) or not text.strip()
