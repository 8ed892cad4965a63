"""The names of places in a text: municipalities, wards, old names, prefectures, regions and bureaus, with their desks.

The longest name wins and names inside it are dropped (日光市 holds no 光市). What the neighbouring characters forbid
(空港区域 is no 港区) is in ``boundaries``. It does not know whether a place is the asker's: that is for ``speaker``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from chatbot.corpus_files import corpus_dir, read_csv
from chatbot.escalation import boundaries, hangul, romaji
from chatbot.escalation.name_index import Entry, Form, NameIndex, Place, build_index
from chatbot.escalation.spelling import Spelling, fold_name, spell


class PlaceMatch(NamedTuple):
    """One place that a piece of text may mean; several with one span are the choices of an ambiguous name."""

    place: Place
    start: int
    end: int
    surface: str
    doubtful: bool = False

    @property
    def desk_id(self) -> str:
        """The desk of the place."""
        return self.place.desk_id

    @property
    def label(self) -> str:
        """The name with its prefecture: 広島県府中市."""
        return self.place.label


@dataclass(frozen=True)
class Found:
    """One name in the spelled text, ``[start, end)`` there, with all the places it may mean."""

    start: int
    end: int
    places: tuple[Place, ...]
    form: Form
    doubtful: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """All names, ready for lookup; immutable, safe to share between threads."""

    index: NameIndex

    @classmethod
    def load(cls, folder: Path | None = None) -> Gazetteer:
        """Read the places of a corpus folder (by default the packaged one); about 2,000 rows."""
        folder = folder or corpus_dir()
        rows = (read_csv(folder / f"{name}.csv") for name in ("municipalities", "wards", "old_names"))
        return cls(build_index(*rows))

    def find(self, text: str) -> list[PlaceMatch]:
        """Return the places named in a text, in order; spans are offsets in ``text`` itself."""
        spelled = spell(text)
        return [match for found in self.scan(spelled) for match in matches(found, spelled, text)]

    def scan(self, spelled: Spelling) -> list[Found]:
        """Return the names in a spelled text from left to right, the longest at each place."""
        result: list[Found] = []
        position, length = 0, len(spelled.match)
        lengths = self.index.lengths
        while position < length:
            found = None
            for size in lengths.get(spelled.match[position], ()):
                found = self._accept(spelled, position, position + size, result[-1].end if result else -1)
                if found:
                    break
            if found:
                result.append(found)
                position = found.end
            else:
                position += 1
        return self._with_latin(spelled, result)

    def _with_latin(self, spelled: Spelling, found: list[Found]) -> list[Found]:
        """Add municipalities in Latin letters or Hangul; they replace a prefecture of that name (Fukushima Town)."""
        named: list[Found] = []
        if romaji.mentions(spelled.match):
            named = [Found(a, b, places, Form.LATIN) for a, b, places in romaji.named(spelled.match, self.latin)]
        if hangul.mentions(spelled.match):
            named += [Found(a, b, places, Form.KOREAN) for a, b, places in hangul.named(spelled.match, self.korean)]
        if not named:
            return found
        kept = [each for each in found if not any(new.start < each.end and each.start < new.end for new in named)]
        return sorted(kept + named, key=lambda each: each.start)

    @cached_property
    def latin(self) -> Mapping[tuple[str, str], tuple[Place, ...]]:
        """Municipalities in Latin letters, built for the first text that holds some."""
        return romaji.build(self.index.municipalities)

    @cached_property
    def korean(self) -> Mapping[tuple[str, str], tuple[Place, ...]]:
        """Municipalities in Hangul, built for the first text that holds some."""
        return hangul.build(self.index.municipalities)

    def _accept(self, spelled: Spelling, start: int, end: int, last_end: int) -> Found | None:
        name = spelled.match[start:end]
        entry = self.index.names.get(name)
        if entry is None or len(name) < end - start:
            return None
        after_place = last_end == start
        if self._municipalities_in_general(spelled, start, end, entry):
            return self._prefecture_of_general(spelled, start, end)
        if not boundaries.allowed(spelled, start, end, entry, after_place=after_place):
            return None
        if entry.form is Form.REGION and boundaries.compass_before(spelled, start):
            start -= 1
        return Found(start, end, _as_written(entry, spelled, start, end), entry.form, entry.form is Form.COUNTRY)

    def _municipalities_in_general(self, spelled: Spelling, start: int, end: int, entry: Entry) -> bool:
        """Tell whether 「◯◯市」 is cut out of 「◯◯市町村」 (a city whose neighbour is 町田市 is not)."""
        if entry.form is not Form.FULL or spelled.match[end - 1] != "市":
            return False
        rest = spelled.match[end : end + 6]
        if rest.startswith(("町村", "区町村")):
            return True
        plain = rest.startswith("町") and not rest.startswith(("町内", "町会"))
        longer = any(spelled.match[end : end + size] in self.index.names for size in (2, 3, 4, 5))
        return plain and not longer and spelled.match[start : end - 1] in self.index.names

    def _prefecture_of_general(self, spelled: Spelling, start: int, end: int) -> Found | None:
        entry = self.index.names.get(spelled.match[start : end - 1])
        if entry is None or entry.form is not Form.STEM:
            return None
        return Found(start, end - 1, entry.places, entry.form)

    def in_kana(self) -> list[tuple[str, str]]:
        """Return (name, reading) of the municipalities and prefectures that are the only ones read so."""
        found = [(entry.places, kana) for kana, entry in self.index.names.items() if entry.form is Form.KANA]
        return [(places[0].name, kana) for places, kana in found if len({place.name for place in places}) == 1]

    def whole(self, text: str) -> list[Found]:
        """Read a text that is nothing but a place, such as a form's field; here a bare stem counts (三条 → 三条市)."""
        spelled = spell(text)
        found = self.scan(spelled)
        taken = [False] * len(spelled.match)
        for each in found:
            taken[each.start : each.end] = [True] * (each.end - each.start)
        for start, end in _pieces(spelled, taken):
            if end < len(taken) and taken[end] and not spelled.gap[end]:
                continue  # the beginning of a longer name that is not known
            places = self.stems.get(spelled.match[start:end], ())
            if places:
                found.append(Found(start, end, places, Form.STEM))
        return sorted(found, key=lambda each: each.start)

    @cached_property
    def stems(self) -> dict[str, tuple[Place, ...]]:
        """Names of municipalities without 市・町・村・区, built when a field is read for the first time."""
        stems: dict[str, list[Place]] = defaultdict(list)
        for place in self.index.municipalities:
            for name in (place.name, place.kana):
                stem = fold_name(_without_suffix(name))
                if len(stem) > 1 or name == place.name:
                    stems[stem].append(place)
        return {stem: tuple(dict.fromkeys(places)) for stem, places in stems.items()}


def _as_written(entry: Entry, spelled: Spelling, start: int, end: int) -> tuple[Place, ...]:
    """Prefer the name written with just these characters where two differ by a variant alone (鹿嶋市, 鹿島市)."""
    if entry.form is not Form.FULL or len(entry.places) == 1:
        return entry.places
    exact = tuple(place for place in entry.places if place.name == spelled.plain[start:end])
    return exact or entry.places


def matches(found: Found, spelled: Spelling, text: str) -> Iterator[PlaceMatch]:
    """Yield one match for each place that a name may mean, with the span in the original text."""
    start, end = spelled.starts[found.start], spelled.ends[found.end - 1]
    for place in found.places:
        yield PlaceMatch(place, start, end, text[start:end], found.doubtful)


def _without_suffix(name: str) -> str:
    for suffix in ("ちょう", "まち", "むら", "そん", "し", "く"):
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name[:-1] if name[-1] in "市町村区" else name


def _pieces(spelled: Spelling, taken: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield the runs of letters that no name covers (cut at spaces and marks)."""
    start = None
    for position in range(len(taken) + 1):
        inside = position < len(taken) and not taken[position] and spelled.match[position].isalnum()
        if start is not None and (not inside or spelled.gap[position]):
            yield start, position
            start = None
        if inside and start is None:
            start = position
