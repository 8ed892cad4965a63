"""Differences that are asked for are worked out from the numbers told, or not at all."""

from __future__ import annotations

import pytest

from chatbot.answer.difference import difference
from chatbot.japanese import normalise
from chatbot.records import Segment
from chatbot.retrieval.rerank import Scored
from tests.answer.samples import passage_of, scored


def told_of(*lines: str) -> list[Scored]:
    """Make what was chosen, a line each."""
    passage = passage_of("".join(line + "\n" for line in lines))
    found, start = [], 0
    for line in lines:
        found.append(scored(passage, Segment("item", start, start + len(line), line)))
        start += len(line) + 1
    return found


@pytest.mark.parametrize(
    ("question", "lines", "said", "rests_on"),
    [
        ("参加者と欠席者の差は何人ですか", ["参加者は120人、欠席者は20人である。"], "差は100人です（120人 − 20人", 1),
        ("参加者と欠席者の差は何人ですか", ["参加者は120人である。"], "", 0),
        ("参加者は何人ですか", ["参加者は120人、欠席者は20人である。"], "", 0),
        ("東橋と西橋の長さの差は何mですか", ["東橋: 17.30m", "西橋: 11.45m"], "差は5.85mです（17.30m − 11.45m", 2),
        ("東橋と西橋の長さの差は何mですか", ["西橋: 11.45m", "北橋: 9m", "東橋: 17.30m"], "差は5.85mです", 2),
        ("北部と南部の実施率の差は何ポイントですか", ["北部: 80%", "南部: 62%"], "差は18ポイントです（80% − 62%", 2),
        ("東橋と西橋の長さの差は何mですか", ["東橋: 17.30m", "幅員: 11.45m"], "", 0),
        ("東町と西町の人口の差は何人ですか", ["東町: 2026年の人口", "西町: 2020年の人口"], "", 0),
        ("東町と西町の人口の差は何人ですか", ["東町: 4万3200人", "西町: 1万1100人"], "", 0),
        ("東町と西町の人口の差は何人ですか", ["東町: 約4,300人", "西町: 1,100人"], "", 0),
        ("東町と西町の人口の差は何人ですか", ["東町: 4,300人", "東町の職員: 20人", "西町: 1,100人"], "", 0),
        ("北部と南部の実施率の差は何ポイントですか", ["北部: 80~90%", "南部: 62%"], "", 0),
        ("橋とトンネルの割合の差は何ポイントですか", ["橋は、Ⅲが10%、Ⅳが0.1%である。"], "", 0),
        ("東橋と西橋の長さの差は何mですか", ["東橋: 17.30m", "西橋: 3年"], "", 0),
        ("東橋と西橋の長さの差は何mですか", ["東橋: 17.30m 幅4m 高さ2m", "西橋: 11.45m"], "", 0),
    ],
)
def test_difference(question: str, lines: list[str], said: str, rests_on: int) -> None:
    """Just two numbers of one unit give a difference: of one sentence, or of the two lines that are compared."""
    found = difference(normalise(question), told_of(*lines))
    assert (found.text.startswith(said) if found else not said) is True
    assert len(found.of if found else ()) == rests_on
