"""The folder of an index that can be rebuilt: which subfolder is in use, and whether its bytes are as written.

The manifest names the subfolder and the size and digest of every file in it. It is removed before the files change and
written again afterwards, so that a kill in between, a flipped bit, a missing and a truncated file all look the same: no
sound index. Hashing comes first because a damaged file must not even be opened: the libraries behind map files into
memory, where a wrong number ends the process instead of raising. A new index grows in a subfolder of its own; replacing
the manifest is the swap.
It knows neither Chroma nor tantivy.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FILE_NAME = "manifest.json"
_LOCK_ENDING = ".lock"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a sound index consists of.

    ``key`` names what made it (model or analyser, and the version of the library behind), ``ids`` is the digest of the
    ids in it, ``files`` maps a relative path to [size, digest].
    """

    folder: str
    key: str
    ids: str
    files: dict[str, list[int | str]]


def digest_of(ids: Iterable[str]) -> str:
    """Return one digest of a set of ids."""
    return hashlib.blake2b("\n".join(sorted(ids)).encode(), digest_size=16).hexdigest()


class IndexFolder:
    """One root folder with at most one sound index."""

    def __init__(self, root: Path, key: str) -> None:
        """Remember the place; nothing is read yet."""
        self._root = root
        self._key = key

    def sound(self) -> Manifest | None:
        """Return the manifest if it was made by the same key and every byte is as it says, else None."""
        try:
            manifest = Manifest(**json.loads((self._root / FILE_NAME).read_text(encoding="utf-8")))
            if manifest.key != self._key or _files(self.path(manifest.folder)) != manifest.files:
                return None
        except (OSError, ValueError, TypeError):
            return None
        return manifest

    def path(self, folder: str) -> Path:
        """Return the path of a subfolder."""
        return self._root / folder

    def begin(self) -> str:
        """Make an empty subfolder for a new index and return its name."""
        name = uuid.uuid4().hex[:12]
        self.path(name).mkdir(parents=True)
        return name

    def seal(self, folder: str, ids: str) -> Manifest:
        """Declare the files of a subfolder to be the sound index, in one step."""
        manifest = Manifest(folder, self._key, ids, _files(self.path(folder)))
        fresh = self._root / f"{FILE_NAME}.new"
        fresh.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, self._root / FILE_NAME)
        return manifest

    def unseal(self) -> None:
        """Declare that there is no sound index: its files are about to change, or are damaged."""
        (self._root / FILE_NAME).unlink(missing_ok=True)

    def sweep(self, keep: str | None) -> None:
        """Delete every subfolder but one; what is still held open elsewhere is left for the next time."""
        if not self._root.is_dir():
            return
        for entry in self._root.iterdir():
            if entry.is_dir() and entry.name != keep:
                shutil.rmtree(entry, ignore_errors=True)


def _files(folder: Path) -> dict[str, list[int | str]]:
    found: dict[str, list[int | str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != _LOCK_ENDING:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
            found[path.relative_to(folder).as_posix()] = [path.stat().st_size, digest]
    return found
