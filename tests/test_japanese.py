"""The matching form, the tokens and the sentences of Japanese text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.japanese import GROUP, READING, grams, index_words, normalise, sentence_spans, words

# A combining mark without its letter is no text; with several of them the order in which they meet may differ.
TEXTS = st.text(st.characters(exclude_categories=["Mn", "Cs"]), max_size=80)
OFFICIAL = st.text(st.sampled_from("第七十二回年度人R7.4/ 　橋点検ｶﾞス゛〜～－‐零①Ⅳ㍻・、。「」（）!?\n"), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ＰＰＰ／ＰＦＩ", "ppp/pfi", id="full-width-latin"),
        pytest.param("ﾒﾝﾃﾅﾝｽ", "メンテナンス", id="half-width-kana"),
        pytest.param("ス゛レ", "ズレ", id="voicing-mark-typed-apart"),
        pytest.param("第七回", "第7回", id="kanji-numeral-of-a-meeting"),
        pytest.param("第二十三条", "第23条", id="kanji-numeral-of-an-article"),
        pytest.param("三人", "3人", id="kanji-numeral-before-a-counter"),
        pytest.param("R7.4.1", "令和7.4.1", id="era-letter"),
        pytest.param("10―20", "10-20", id="dashes"),
        pytest.param("約5〜6割", "約5～6割", id="wave-dashes"),
        pytest.param("髙橋", "高橋", id="variant-of-a-name"),
        pytest.param("⻑寿命化", "長寿命化", id="radical-out-of-a-pdf"),
        pytest.param("三ヶ所", "三ケ所", id="small-ke"),
        pytest.param("橋\u200b梁", "橋梁", id="zero-width-space"),
        pytest.param("橋 梁 点 検", "橋梁点検", id="spaced-out-heading"),
        pytest.param("点検\x07", "点検 ", id="control-character"),
    ],
)
def test_spellings_of_the_same_meet(one: str, other: str) -> None:
    """Two spellings of the same have one matching form."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize("text", ["一括", "第三者", "三重県", "二級河川", "road bridge", "七五三"])
def test_numerals_inside_words_stay(text: str) -> None:
    """A kanji numeral that counts nothing, and the gap between Latin words, stay as they are."""
    assert normalise(text) == text


@given(TEXTS | OFFICIAL)
def test_matching_form_is_stable(text: str) -> None:
    """The matching form of a matching form is itself."""
    once = normalise(text)
    assert normalise(once) == once


@given(TEXTS | OFFICIAL)
def test_no_token_has_a_space(text: str) -> None:
    """Tokens can be joined by spaces and split again, whatever the text."""
    found = index_words(text)
    assert " ".join(found).split() == found


def test_words_know_where_they_stand() -> None:
    """The offsets of words are those of the matching form, beyond the length that the tokeniser takes at once, too."""
    text = "橋梁の点検は、５年に１回、近接目視で行う。" * 600
    normal = normalise(text)
    found = words(text)
    assert len(normal) > 8_000
    assert all(normal[w.start : w.end] == w.surface for w in found)
    assert "".join(w.surface for w in found) == normal


def test_inflected_forms_share_a_token() -> None:
    """A verb is found in whatever form it stands."""
    assert set(index_words("点検を行った")) & set(index_words("点検を行います")) >= {"点検", "行う"}


def test_synonyms_share_a_group() -> None:
    """Words that the dictionary holds for the same share a token of their group."""
    groups = [{t for t in index_words(word) if t.startswith(GROUP)} for word in ("費用", "コスト")]
    assert groups[0] & groups[1]


def test_kana_finds_kanji() -> None:
    """A compound carries its reading as a token, so that kana finds it."""
    assert READING + "テンケン" in index_words("点検")
    assert READING + "キョウリョウテンケン" in index_words("橋梁点検")


def test_grams_keep_latin_words_and_numbers_whole() -> None:
    """Kana and kanji are cut into one and two characters, Latin words and numbers are not cut at all."""
    assert grams("PFI事業2.5") == ["pfi", "事", "業", "事業", "2.5"]
    assert grams("！？…") == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("点検する。修繕する。", ["点検する。", "修繕する。"], id="two"),
        pytest.param("点検（橋。トンネル。）をする。", ["点検（橋。トンネル。）をする。"], id="stop-in-brackets"),
        pytest.param("本当ですか？！はい。", ["本当ですか？！", "はい。"], id="two-marks"),
        pytest.param("https://example.jp/?a=1を見る。", ["https://example.jp/?a=1を見る。"], id="address"),
        pytest.param("点検する。\n", ["点検する。\n"], id="line-break-at-the-end"),
        pytest.param("見出し", ["見出し"], id="no-stop"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    """A text is cut at full stops that end a sentence, and only there."""
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text(st.sampled_from("あ橋。！？!?a1=（）「」 \n"), max_size=60) | st.text(max_size=60))
def test_sentences_cover_the_text(text: str) -> None:
    """The spans of sentences are not empty, follow one another and cover the text."""
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert [0, *(end for _, end in spans)][:-1] == [start for start, _ in spans]
    assert "".join(text[start:end] for start, end in spans) == text


def test_threads_agree() -> None:
    """Several threads that cut at the same time get what one gets."""
    texts = [f"第{i}回の検討会で橋梁の点検を{i}年に1回とした。" for i in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(index_words, texts)) == [index_words(text) for text in texts]
