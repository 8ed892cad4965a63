"""The catalogue of official documents: what each is called, who publishes it, and whether its address was verified.

It decides which addresses may be fetched at all, and opens no connection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from chatbot.corpus_files import corpus_dir, read_toml
from chatbot.errors import UsageError

AddressStatus = Literal["住所確認済み", "住所未確認", "未公表", "過去の資料"]
ADDRESS_STATUSES: tuple[AddressStatus, ...] = get_args(AddressStatus)
WITH_ADDRESS: frozenset[AddressStatus] = frozenset({"住所確認済み", "過去の資料"})
FILE_NAME = "sources.toml"
_FILE_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}\Z")
# Only public bodies get names below these (the registry of .jp); other addresses are reprints, press and associations.
_OFFICIAL = (".go.jp", ".lg.jp")


@dataclass(frozen=True, slots=True)
class CatalogueSource:
    """One document of the catalogue. ``url`` stands only where the address was seen on a public page."""

    id: str
    title: str
    publisher: str
    date: str
    category: str
    status: AddressStatus
    licence: str
    url: str | None = None
    note: str = ""
    superseded_by: str | None = None

    @property
    def official(self) -> bool:
        """Tell whether the address belongs to a public body (``go.jp``, ``lg.jp``)."""
        host = (urlsplit(self.url).hostname or "") if self.url else ""
        return host.endswith(_OFFICIAL)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All sources by id, in the order of the file."""

    sources: Mapping[str, CatalogueSource]

    @classmethod
    def load(cls, folder: Path | None = None) -> Catalogue:
        """Read ``sources.toml`` of a corpus folder (by default the packaged one)."""
        rows = read_toml((folder or corpus_dir()) / FILE_NAME, "source")
        return cls({row["id"]: CatalogueSource(**row) for row in rows})

    def to_fetch(self, only: Iterable[str] = ()) -> list[CatalogueSource]:
        """Return the sources whose verified address may be fetched.

        Without ``only`` these are the present documents of public bodies. A named source may also be one that is
        superseded, or lie on another host: its reader then answers for the terms of use.

        :raises UsageError: a named id is not in the catalogue, or has no verified address.
        """
        named = list(dict.fromkeys(only))
        if not named:
            return [one for one in self.sources.values() if one.status == "住所確認済み" and one.official]
        return [self._named(id_) for id_ in named]

    def hosts(self, wanted: Iterable[CatalogueSource] = ()) -> frozenset[str]:
        """Return the hosts that a fetch may speak to: public bodies of the catalogue, and what is wanted."""
        present = [one for one in self.sources.values() if one.status in WITH_ADDRESS and one.official]
        return frozenset(urlsplit(one.url).netloc.lower() for one in (*present, *wanted) if one.url)

    def _named(self, id_: str) -> CatalogueSource:
        source = self.sources.get(id_)
        if source is None:
            raise UsageError(f"「{id_}」という資料は目録にありません。目録（{FILE_NAME}）の id を指定してください。")
        if source.status not in WITH_ADDRESS or source.url is None:
            raise UsageError(
                f"「{id_}」（{source.title}）は、確認済みのアドレスがない（{source.status}）ため取得できません。"
                "公表元のページから保存し、chatbot ingest で取り込んでください。"
            )
        return source


def file_safe(id_: str) -> bool:
    """Tell whether an id can be a file's name on every system."""
    return _FILE_SAFE.match(id_) is not None
