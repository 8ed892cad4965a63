"""Decide whether what was chosen answers the question: evidence to a probability, and what was asked but not found.

Pure functions with named limits. The kinds of value a question demands (an amount, a share, a number of people, a
date) and the meetings, years and dates it names must stand in the evidence; otherwise the answer is withheld or told to
be partial.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answer.facets import DATE, PERSON
from chatbot.japanese import normalise
from chatbot.retrieval.rerank import Scored

ANSWER_FROM = 0.2
"""Below this probability nothing is answered; where the risk-coverage curve of the development questions bends."""
WEIGHTS = {"bias": -3.7, "coverage": 2.7, "grams": 0.2, "value": 1.2, "unknown": -4.4}
"""Logistic weights of the evidence, fitted with ten-fold cross-validation (area under the curve .79; .84 against
questions whose answer stands nowhere)."""


VALUE_SHARE = 0.45
"""A value only counts in a segment that holds, with its headings, at least this share of the question's words."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A kind of value that a question demands: its name for the reader, its cue and what satisfies it."""

    name: str
    cue: re.Pattern[str]
    value: re.Pattern[str]
    share: float = VALUE_SHARE

    def met_by(self, normal: str, share: float) -> bool:
        """Tell whether a text that holds this share of the question holds such a value."""
        return share >= self.share and bool(self.value.search(normal))


DEMANDS = (
    Demand(
        "金額",
        re.compile(
            r"いくら|おいくら|単価|たんか|何円|何万円|何億|何千円|金額|値段|価格|推計額|予算額|事業費|契約額|委託料"
            r"|落札額|手数料|料金は|総額|補助額|how much|多少钱|얼마"
        ),
        re.compile(r"\d[\d,.]*\s*(?:[万億兆千百]*円|[億兆](?!人))"),
    ),
    Demand(
        "割合",
        re.compile(
            r"何(?:%|パーセント|割)|割合|比率|(?:参加|加入|実施|充当|補助|着手|減少|増加|完了)率|どの程度の割合|百分"
            r"|percent|몇 퍼센트|百分之"
        ),
        re.compile(r"\d[\d.]*\s*(?:%|割|パーセント)|半数|半分|[一二三四五六七八九十]割|分の"),
    ),
    Demand(
        "人数", re.compile(r"何(?:人|名)(?!の|が|で(?!す|し))|人数|実数"), re.compile(r"\d[\d,.]*\s*万?\s*(?:人|名|者)")
    ),
    Demand(
        "数",
        re.compile(
            r"何(?:問|件|者|団体|社|か所|カ所|箇所|ヶ所|つ|個|回|章|分野|自治体|市町村|地域|橋)|いくつ|件数|会員数"
            r"|(?:地域|自治体|団体|施設|橋|町村|市町村|職員|技術者)数|の数(?:は|を|が|$)"
        ),
        re.compile(r"\d|[一二三四五六七八九十]つ"),
    ),
    Demand("数値", re.compile(r"目標値|数値目標|具体的な(?:数字|数値)|kpi"), re.compile(r"\d")),
    Demand(
        "人の名前",
        re.compile(
            r"(?:誰|だれ|どなた)(?:です|でしょう|か|なの|だ|[?]|$)|(?:委員長|座長|部会長|会長)(?:は|の名|$)|お?名前は"
        ),
        PERSON,
        share=0.3,
    ),
    Demand(
        "期日",
        re.compile(
            r"いつ(?!も|か|まで)|何年(?!に|ごと|毎|おき|置き|間|前|以上|以内|くらい|度も)|何月|何日|年月日|日付|開催日|公表日"
        ),
        DATE,
    ),
    Demand(
        "期限",
        re.compile(r"いつまで(?!も)|期限|締切|締め切り|何年以内|何日以内"),
        re.compile(r"以内|まで|期限|締切|締め切り|\d日"),
        share=0.3,
    ),
    Demand(
        "頻度",
        re.compile(r"何年(?:に|ごと|毎|おき|置き)|何回|頻度|どのくらいの(?:間隔|周期)|周期"),
        re.compile(r"\d+\s*(?:年|か月|ヶ月|月)に\s*\d+\s*(?:回|度)|毎(?:年|月|日)|年\s*\d+\s*回|\d+年ごと"),
        share=0.3,
    ),
    Demand("メールアドレス", re.compile(r"メールアドレス|メアド|e-?mail"), re.compile(r"[\w.+-]+@[\w.-]+\w")),
    Demand("電話番号", re.compile(r"電話番号|電話は"), re.compile(r"0\d{1,4}-\d{1,4}-\d{4}|#\d{4}")),
)

OWN_PLACE = "貴自治体の値"
"""Figures of the asker's own place stand in no public document."""
_OWN = re.compile(
    r"うちの?(?:市|町|村|区|県|自治体|ところ|管内)|(?<![一-龥々ァ-ヶ])[本当我](?:市|町|村)(?:の|で|に)|わが(?:市|町|村)|自分の(?:市|町|村)"
)
_NAMED = re.compile(
    r"第\d+(?:回|次|期|条|版|章)|(?:令和|平成|昭和)\d{1,2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
    r"|(?:19|20)\d{2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
    r"|(?:令和|平成|昭和)\d{1,2}(?:\.\d{1,2}){1,2}|ver\.?\s*\d+"
)
_ERA = re.compile(r"(令和|平成|昭和)(\d{1,2})(?:年|\.)")
_ERA_START = {"令和": 2018, "平成": 1988, "昭和": 1925}


@dataclass(frozen=True, slots=True)
class Assessment:
    """How sure we are, which kinds of value are lacking, and which named meetings, years or dates stand nowhere."""

    confidence: float
    lacking: tuple[str, ...]
    unnamed: tuple[str, ...]
    demanded: int = 0

    @property
    def answers(self) -> bool:
        """Tell whether to answer: some of what is demanded is there, and everything that is named."""
        hollow = bool(self.lacking) and len(self.lacking) >= self.demanded
        own = OWN_PLACE in self.lacking
        return self.confidence >= ANSWER_FROM and not hollow and not own and not self.unnamed


def demands_of(normal: str) -> tuple[Demand, ...]:
    """Return the kinds of value that a question in its matching form demands."""
    return tuple(d for d in DEMANDS if d.cue.search(normal))


def fulfilled(normal: str, demands: Sequence[Demand]) -> int:
    """Count the demands that a segment's matching form meets, less those it does not."""
    return sum(1 if d.value.search(normal) else -1 for d in demands)


def named_in(normal: str) -> tuple[str, ...]:
    """Return the meetings, editions, years and dates that a question names."""
    return tuple(dict.fromkeys(_NAMED.findall(normal)))


def lacking(normal: str, evidence: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """Name the kinds of value a question demands that no text holds; each comes with its share of the question.

    The number of a meeting, an edition or a date is no value, but for a question about a date.
    """
    bare = [(_NAMED.sub(" ", t), share) for t, share in evidence]
    return tuple(
        d.name
        for d in demands_of(normal)
        if not any(d.met_by(t, share) for t, share in (evidence if d.name == "期日" else bare))
    )


def unnamed(normal: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Name the meetings, editions, years and dates of a question that stand in none of the texts."""
    together = western("\n".join(texts))
    return tuple(n for n in named_in(normal) if western(n) not in together)


def western(text: str) -> str:
    """Write years of Japanese eras as years of our era, and dates with dots as dates with 年月日."""
    text = _ERA.sub(lambda m: f"{_ERA_START[m[1]] + int(m[2])}年", text)
    return re.sub(r"(\d{4})[年./](\d{1,2})[./](\d{1,2})", r"\1年\2月\3日", text)


def confidence(best: Scored | None, value: float, unknown_share: float) -> float:
    """Turn the evidence into a probability that it answers; ``unknown_share`` are question words in no document."""
    if best is None:
        return 0.0
    evidence = {"bias": 1.0, "coverage": best.coverage, "grams": best.grams, "value": value, "unknown": unknown_share}
    return 1 / (1 + math.exp(-sum(WEIGHTS[k] * v for k, v in evidence.items())))


def assess(
    normal: str,
    chosen: Sequence[Scored],
    anchor: Scored | None,
    value: float,
    unknown_share: float,
    names: frozenset[str] = frozenset(),
) -> Assessment:
    """Assess what was chosen for a question in its matching form; ``anchor`` is what led to it.

    ``names`` are the proper names of the question: what was chosen, with its headings, must hold them all.
    """
    texts = [normalise(" ".join((*s.segment.heading, s.segment.text))) for s in chosen]
    own_place = (OWN_PLACE,) if _OWN.search(normal) and demands_of(normal) else ()
    titled = texts + [normalise(f"{s.passage.document.title} {s.passage.document.date or ''}") for s in chosen]
    evidence = [*chosen, *([anchor] if anchor is not None and chosen else [])]
    best = max(evidence, key=lambda s: s.coverage + s.grams, default=None)
    foreign = names - frozenset().union(*(s.covered for s in evidence))
    own = [(normalise(s.segment.text), s.coverage) for s in chosen]
    return Assessment(
        confidence(best, value, unknown_share),
        (*own_place, *lacking(normal, own)),
        (*unnamed(normal, titled), *sorted(foreign)),
        len(demands_of(normal)) + len(own_place),
    )
