"""Untrusted text on its way into the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.ui.escape import link, paragraphs, text

OWN_TAGS = {"p", "ul", "li", "strong", "button"}
OWN_ATTRIBUTES = {"class", "type", "data-action", "data-turn", "data-marker", "aria-label"}


class Tags(HTMLParser):
    """Collects the tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        """Read the HTML."""
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


ATTACKS = st.sampled_from(
    [
        "<img src=x onerror=alert(1)>",
        "</p><script>",
        '" onclick="x',
        "![a](http://e.example/)",
        "**<b>**",
        "[1]",
        "- ",
        "\n",
    ]
)


@given(st.lists(st.one_of(st.text(), ATTACKS)).map("".join))
def test_no_text_becomes_markup(untrusted: str) -> None:
    """Whatever an answer holds, the page sees only our own tags and attributes."""
    seen = Tags(paragraphs(untrusted, turn=0, known=frozenset({1})))
    assert seen.tags <= OWN_TAGS
    assert seen.attributes <= OWN_ATTRIBUTES


@given(st.text())
def test_escaped_text_has_no_tag_and_no_quote(untrusted: str) -> None:
    """Escaped text can stand between tags and inside an attribute."""
    assert not re.search("[<>\"']", text(untrusted))


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("a\x1bb", "a⟨U+001B⟩b"),
        ("a\r\nb", "a\nb"),
        ("\ufeffa", "a"),
    ],
    ids=["bidi", "zero-width", "escape", "line-end", "byte-order-mark"],
)
def test_invisible_characters_are_named(hidden: str, shown: str) -> None:
    """A character that cannot be seen is shown by its number; line ends and byte order marks just go."""
    assert text(hidden) == shown


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://", "http://[", "ftp://x/", "", None, " http"],
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    """An address that is none, or would run something, gives no link."""
    assert link(address, "開く") == ""


def test_link_leaves_nothing_behind() -> None:
    """A link opens apart, tells no referrer, and cannot break out of its attribute."""
    shown = link('https://www.example.lg.jp/?a="><script>', "開く")
    assert 'rel="noopener noreferrer"' in shown
    assert Tags(shown).tags == {"a"}


def test_answer_keeps_its_shape() -> None:
    """Paragraphs, lists and strong words are shown as such; only known markers become buttons."""
    shown = paragraphs("前文。[1]\n\n・**一**つ目[2]\n- 二つ目[9]\n① 三つ目", turn=3, known=frozenset({1, 2}))
    assert shown.count("<li") == 3
    assert "<strong>一</strong>" in shown
    assert re.findall(r'data-turn="3" data-marker="(\d+)"', shown) == ["1", "2"]
    assert "[9]" in shown
