"""Turn a question into weighted search terms. Knows words, not documents.

Question tails and politeness are stripped, function words count little, kana gets its readings, and the glossary adds
what officials call the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chatbot.japanese import (
    GROUP,
    READING,
    Word,
    grams_of_normal,
    katakana,
    normalise,
    readings,
    words_of_normal,
)
from chatbot.retrieval.expand import Entry, Glossary

SYNONYM = 0.7
"""Factor of a match through Sudachi's synonym group."""
READ_ALIKE = 0.8
"""Factor of a match through the reading, for what was typed in kana."""
FUNCTION_WORD = 0.15
"""Weight of words that ask rather than name."""
PREDICATE = 0.5
"""Weight of verbs and adjectives: the same thing is done in many words."""
PARAPHRASE = 0.8
"""Factor of what documents write for an everyday word, times the paraphrase's own weight."""
COMPOUND = 0.6
"""Further factor where that is one word out of a longer term."""
UNKNOWN = 0.4
"""Factor of a word that stands nowhere in the library: it tells nothing apart, but counts against an answer."""
TALKED = 0.4
"""Weight of words of talking."""
NUMBER = 0.4
"""Weight of a number of one or two digits: it stands everywhere."""
EXPANSION = 0.35
"""Weight of a word that only the glossary brings in."""

_FUNCTION_WORDS = """
何 誰 何処 何時 何故 どれ どの どう どんな どのよう 幾ら 幾つ 如何 為る 有る 居る 成る 出来る 言う 思う 下さる
教える 知る 知りたい 聞く 頂く 貰う 御 お 事 物 者 所 時 場合 為 等 的 様 よう 訳 の 此れ 其れ 彼れ 此の 其の 彼の
此処 其処 良い 無い 因る 就く 関する 対する 書く 載る 記載 示す 資料 文書 説明 詳しい 簡単 具体 全部 全て 一覧 列挙
挙げる 述べる 見る 見せる 分かる 願う 方 達 さん たち 際 中 上 下 内 外 第 例示 例 言及 触れる 紹介 整理 内容 状況
種類 項目 名称 名前 質問 回答 意味 呼ぶ 読む 使う 取る 行う 進める 考える 含める 入る 具体的 主 正式 正確 代表 現在
今 決まり 決まる こと もの とき ところ はず 筈 まま 侭 そう みたい 幾 其々 其々れ 他 一緒 両方 いま うち 奴 同じ 別 もと
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Normalised forms of words that ask rather than name."""

_TALK = """
話 話す 余所 分 実際 本当 結局 一言 手 目 気 感じ 結構 一度 一人 辺り 周り 文 文章 言葉 部分 中身 参考 真似 相手 屋 最初
最後 困る 欲しい 張る 先生 上司 同僚 課長 部長 係 係長 議員 議会 答弁 町長 市長 村長 首長 議場 新任 異動 引き継ぎ 来週
明日 今日 昨日 去年 来年 迷う 聞く 助かる 伝える 返す 並べる 順番 そのまま 云々 当てる 嵌まる 嵌める 具合 調子 心配 問う
役場 役所 難しい 面倒 普通 正しい 筋 点 前 後 側 形 説得 人事 直近 目安
"""
TALK = frozenset(_TALK.split())
"""Words of talking and of the asker's own situation: common in questions, and rare in documents without telling them
apart."""

_MISREAD = {"束": "東", "土": "士", "末": "未"}
"""Kanji that recognition of characters takes for another: a scanned or drawn text holds the other one."""
READ_WRONG = 0.8
"""What the kanji it is taken for counts."""

_COUNTERS = "つ 個 件 人 回 か所 箇所 箇月 年 月 日 円 歳 番 割 時"
COUNTERS = frozenset(_COUNTERS.split())

_ERAS = frozenset({"令和", "平成", "昭和"})
_NAME = re.compile("[一-龥々]|[ァ-ヶー]{3,}")
_SO_MANY = re.compile("[一二三四五六七八九十数]+[市町村]")
"""One village is no village of that name (一村だけで)."""

_TAILS = re.compile(
    r"(?:に(?:ついて|関して|つきまして))?(?:詳しく|簡単に|具体的に|全部|すべて)?(?:を|は|が)?"
    r"(?:教えて(?:下さい|ください|欲しい(?:です)?|ほしい(?:です)?|もらえますか|もらえませんか|いただけますか"
    r"|くれますか)?"
    r"|知りたい(?:です|のですが)?|聞きたい(?:です)?|説明して(?:下さい|ください)?|何ですか|何でしょうか"
    r"|なんですか|どうなっていますか"
    r"|とは|お願いします|ありますか|でしょうか|ですか|ますか|でしたっけ|なに|何)*[?？。!！]*$"
)


_SIDE = re.compile("(?<=[一-龥])側(?=$|[のはがにでもを、])")
"""自治体側 would be cut into 自治 and 体側."""
_COUNTED = re.compile(r"(?<![\d第])\d{1,2}(?:つ|個|項目|点)(?:の|とも|を|は|$)?|[①-⑳]から[①-⑳]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word to look for: its weight, and tokens that may stand for it with their factors.

    ``added`` says that it was not typed.
    """

    token: str
    weight: float
    alternatives: Mapping[str, float] = field(default_factory=dict)
    added: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the indexes want it. ``normal`` is the stripped matching form; ``grams`` are its unique grams."""

    text: str
    normal: str
    terms: tuple[Term, ...]
    grams: tuple[str, ...]
    unknown: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def weight(self, term: Term, idfs: Mapping[str, float]) -> float:
        """Return a term's importance; words that no chunk holds count ``UNKNOWN`` of the rarest word's."""
        if term.token in self.unknown:
            return term.weight * UNKNOWN * idfs.get(term.token, 1.0)
        return term.weight * idfs.get(term.token, 1.0)

    @property
    def asked(self) -> frozenset[str]:
        """The plain words of the question, function words among them."""
        return frozenset(t.token for t in self.terms if t.token[0] not in "§¥" and not t.added)

    @property
    def tokens(self) -> tuple[str, ...]:
        """All tokens of the word field that can match."""
        found: dict[str, None] = {}
        for term in self.terms:
            found[term.token] = None
            found.update(dict.fromkeys(term.alternatives))
        return tuple(found)


def strip_tail(normal: str) -> str:
    """Cut the politeness off the end of a question, unless nothing would be left."""
    stripped = _TAILS.sub("", normal.strip())
    return stripped if len(stripped) >= 3 else normal.strip()


def build_query(text: str, glossary: Glossary, paraphrases: Glossary, extra: str = "") -> Query:
    """Analyse a question; ``extra`` adds words at the weight of an expansion.

    A glossary term brings in its other names as terms of their own; an everyday word only lends what documents write
    for it to itself, so that matching both counts once.
    """
    core = _SIDE.sub(" 側", strip_tail(normalise(text)))
    counted = _COUNTED.sub(lambda m: " " * len(m[0]), core)
    words = words_of_normal(counted)
    lent = _lent(counted, words, paraphrases)
    found: dict[str, Term] = {}
    for word in words:
        if word.content and word.form.strip():
            term = _term(word, lent.get(word.start, {}))
            known = found.get(term.token)
            if known is None or known.weight < term.weight:
                found[term.token] = term
    for token in readings(words):
        kana = token[len(READING) :]
        if len(kana) >= 4 and kana in katakana(core):
            found.setdefault(token, Term(token, READ_ALIKE))
    for token, weight in glossary.expand(core).items():
        found.setdefault(token, Term(token, EXPANSION * weight, added=True))
    for word in words_of_normal(normalise(extra)) if extra else []:
        if word.content and word.form.strip() and not is_function(word):
            term = _term(word, {})
            found.setdefault(term.token, Term(term.token, EXPANSION, added=True))
    names = frozenset("".join(w.form.split()) for w in words if is_name(w))
    return Query(text, core, tuple(found.values()), tuple(dict.fromkeys(grams_of_normal(core))), names=names)


def _lent(normal: str, words: Sequence[Word], paraphrases: Glossary) -> dict[int, dict[str, float]]:
    """Map the place of each everyday word to what documents write instead, with factors; phrases come first."""
    lent: dict[int, dict[str, float]] = {}
    for entry, _, start, end in paraphrases.find(normal):
        tokens = _tokens(entry, paraphrases)
        for position in range(start, end):
            lent.setdefault(position, {}).update(tokens)
    for entries, start, end in paraphrases.find_inflected(words):
        tokens = {token: factor for entry in entries for token, factor in _tokens(entry, paraphrases).items()}
        for position in range(start, end):
            lent.setdefault(position, tokens)
    return lent


def _tokens(entry: Entry, paraphrases: Glossary) -> dict[str, float]:
    """Return the tokens of what documents write, each with its factor."""
    tokens: dict[str, float] = {}
    for form in entry.forms:
        own = paraphrases.words_of(form)
        for token in own:
            factor = PARAPHRASE * entry.weight * (1.0 if len(own) == 1 else COMPOUND)
            tokens[token] = max(tokens.get(token, 0.0), factor)
    return tokens


def _term(word: Word, lent: Mapping[str, float]) -> Term:
    weight = FUNCTION_WORD if is_function(word) else PREDICATE if word.part in {"動詞", "形容詞"} else 1.0
    if word.form in TALK:
        weight = min(weight, TALKED)
    alternatives = {f"{GROUP}{g}": SYNONYM for g in word.groups} if weight > FUNCTION_WORD else {}
    if re.fullmatch("[ぁ-んァ-ヶー]{3,}", word.surface):
        alternatives[READING + katakana(word.surface)] = READ_ALIKE
    if word.surface in _MISREAD:
        alternatives[_MISREAD[word.surface]] = READ_WRONG
    own = "".join(word.form.split())
    if own.isdigit() and len(own) < 3:
        weight = min(weight, NUMBER)
    for token, factor in lent.items():
        if token != own:
            alternatives[token] = max(alternatives.get(token, 0.0), factor)
    return Term(own, weight, alternatives)


def is_name(word: Word) -> bool:
    """Tell whether a word is a proper name; letters and bare hiragana are too often cut wrongly to be one."""
    named = word.detail == "固有名詞" and word.form not in _ERAS and bool(_NAME.search(word.surface))
    return named and not _SO_MANY.fullmatch(word.surface)


def is_function(word: Word) -> bool:
    """Tell whether a word asks rather than names."""
    if word.form in COUNTERS:
        return True
    if word.form in FUNCTION_WORDS or word.part in {"代名詞", "連体詞", "感動詞", "副詞"}:
        return True
    return word.part == "動詞" and word.detail == "非自立可能"
