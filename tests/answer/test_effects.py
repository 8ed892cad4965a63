"""Who is asked about where effects are asked for, and which segments tell of them."""

import pytest

from chatbot.answer.effects import parties_asked, tells_good
from chatbot.japanese import normalise
from chatbot.records import Segment

RESIDENTS = "苦情への対応が早くなった"
OTHERS = "書類の手間が減った"


def under(*heading: str, text: str = RESIDENTS) -> Segment:
    """Return a line below headings."""
    return Segment("item", 0, len(text), text, heading)


@pytest.mark.parametrize(
    "question",
    [
        "住んでいる人から見て良くなったところは",
        "町民の側にはどんな効果がありますか",
        "利用者に喜ばれた点を教えて",
    ],
)
def test_effects_on_residents_are_asked_for(question: str) -> None:
    """However residents are spoken of, what stands under their label tells of it, and no other party's line."""
    parties = parties_asked(normalise(question))
    assert tells_good(under("先行事例の効果", "住民"), parties)
    assert not tells_good(under("先行事例の効果", "事業者", text=OTHERS), parties)


@pytest.mark.parametrize(
    "question", ["請け負う会社のうまみは", "業者さんには何か得があるのか", "受注者側のメリットは?"]
)
def test_effects_on_companies_are_asked_for(question: str) -> None:
    """However companies are spoken of, what stands under their label tells of it, and no other party's line."""
    parties = parties_asked(normalise(question))
    assert tells_good(under("先行事例の効果", "事業者", text=OTHERS), parties)
    assert not tells_good(under("先行事例の効果", "住民"), parties)


@pytest.mark.parametrize(
    "question",
    [
        "住民への説明会はいつですか",
        "データの取得は業者がしますか",
        "効果を教えて",
        "事業者側のデメリットは?",
        "住民が満足しなかった点は何ですか",
        "住民への効果的な知らせ方は",
        "住民に説明すればよいことは",
        "職員が足りなかったところは",
    ],
)
def test_no_party_is_asked_about(question: str) -> None:
    """A party alone, an effect alone and words that only look like one ask for no effect on a party."""
    assert not parties_asked(normalise(question))


def test_a_line_that_begins_with_the_party_tells_of_it() -> None:
    """A summary that says whose effect it is in the line itself tells of it; a line without an effect does not."""
    parties = parties_asked(normalise("住民のメリットは"))
    assert tells_good(under("先行事例", text="住民の効果: 対応が早くなった"), parties)
    assert tells_good(under("先行事例", "住民(利用者)が感じた効果", text="対応が早くなった"), parties)
    assert not tells_good(under("先行事例", "住民", text="住民の数は3千人"), parties), "no word of an effect"
