"""The catalogue of sources, and what of it may be fetched."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from chatbot.catalogue.sources import Catalogue, CatalogueSource, file_safe
from chatbot.errors import UsageError


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Load the packaged catalogue."""
    return Catalogue.load()


def test_without_names_only_present_official_documents(catalogue: Catalogue) -> None:
    """Unless named, only documents with a verified address at a public body are fetched."""
    wanted = catalogue.to_fetch()
    assert len(wanted) == 21
    for source in wanted:
        assert source.status == "住所確認済み"
        assert str(urlsplit(source.url).hostname).endswith((".go.jp", ".lg.jp"))
        assert file_safe(source.id)


def test_named_ones_may_be_elsewhere_or_old(catalogue: Catalogue) -> None:
    """A named source may be superseded or lie on another host, and comes once, in the given order."""
    wanted = catalogue.to_fetch(["soudan2013", "case-sanjo", "soudan2013"])
    assert [source.id for source in wanted] == ["soudan2013", "case-sanjo"]
    assert not wanted[1].official


@pytest.mark.parametrize(("name", "said"), [("nobody", "目録にありません"), ("hokatsu", "住所未確認")])
def test_what_cannot_be_fetched_is_said(catalogue: Catalogue, name: str, said: str) -> None:
    """An unknown id, and a document without a verified address, are wrong usage."""
    with pytest.raises(UsageError, match=said):
        catalogue.to_fetch([name])


def test_hosts_are_official_or_wanted(catalogue: Catalogue) -> None:
    """Only public bodies of the catalogue may be spoken to, and the hosts of what was named."""
    hosts = catalogue.hosts()
    assert "www.mlit.go.jp" in hosts
    assert [host for host in hosts if not host.endswith((".go.jp", ".lg.jp"))] == []
    wanted = catalogue.to_fetch(["case-sanjo"])
    assert catalogue.hosts(wanted) - hosts == {"project.nikkeibp.co.jp"}


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://www.mlit.go.jp/a.pdf", True),
        ("http://www.city.example.lg.jp:8080/a", True),
        ("https://www.mlit.go.jp.evil.example/a", False),
        ("https://evil.example/?www.mlit.go.jp", False),
        ("https://www.mlit.go.jp@evil.example/a", False),
        ("https://mlit-go-jp.example/", False),
        (None, False),
    ],
)
def test_official_is_what_the_name_of_the_host_ends_in(url: str | None, official: bool) -> None:
    """An address is official by the end of its host's name alone."""
    source = CatalogueSource("a", "題", "者", "2026", "law", "住所確認済み", "試験", url)
    assert source.official is official
