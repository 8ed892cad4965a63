"""The index behind the gazetteer: every spelling of every place, by its matching form.

Built once from the rows of the registry; dictionaries only, no trie: a name is looked up by its first character and the
lengths that occur with it, which costs well under a millisecond for a question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from chatbot.escalation import prefecture_names as tables
from chatbot.escalation.counties import counties
from chatbot.escalation.spelling import fold_name


class Form(Enum):
    """How a name is written; the boundary rules differ."""

    FULL = "三条市"
    OLD = "武生市"
    OLD_STEM = "武生"
    KANA = "さんじょうし"
    HALF_KANA = "さんじょう市"
    PREFECTURE = "新潟県"
    STEM = "新潟"
    KANA_STEM = "にいがた"
    REGION = "北陸"
    BUREAU = "北陸地方整備局"
    MIDDLE = "中部"
    COUNTRY = "中国"
    LATIN = "niigata"
    KOREAN = "니가타"


class Place(NamedTuple):
    """A municipality, ward, prefecture or region and the desk that serves it."""

    kind: str
    name: str
    prefecture: str
    desk_id: str
    code: str = ""
    city: str = ""
    kana: str = ""
    current: str = ""

    @property
    def label(self) -> str:
        """The name with its prefecture (and city): 北海道札幌市中央区."""
        return self.name if self.kind in {"prefecture", "region"} else f"{self.prefecture}{self.city}{self.name}"


class Entry(NamedTuple):
    """What one matching form may mean, and how it is written."""

    places: tuple[Place, ...]
    form: Form


class NameIndex(NamedTuple):
    """Matching form → entry; first character → lengths of the names that begin with it, longest first."""

    names: Mapping[str, Entry]
    lengths: Mapping[str, tuple[int, ...]]
    municipalities: tuple[Place, ...]
    prefectures: Mapping[str, Place]
    old: Mapping[str, tuple[Place, ...]]


_Rows = Iterable[list[str]]
_READINGS = {"町": ("ちょう", "まち"), "村": ("むら", "そん")}
_RANK = {form: rank for rank, form in enumerate((Form.FULL, Form.PREFECTURE, Form.BUREAU, Form.OLD))}


class _Builder:
    """Collects spellings."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Form, dict[Place, None]]] = {}

    def add(self, key: str, place: Place, form: Form) -> None:
        """Add a spelling; a name as it is written today beats an old name or another one's reading."""
        present = self.found.get(key)
        if present is None or _RANK.get(form, 9) < _RANK.get(present[0], 9):
            self.found[key] = (form, {place: None})
        elif _RANK.get(form, 9) == _RANK.get(present[0], 9):
            present[1][place] = None

    def index(
        self, municipalities: tuple[Place, ...], prefectures: Mapping[str, Place], old: Mapping[str, tuple[Place, ...]]
    ) -> NameIndex:
        """Return the finished index."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in self.found:
            lengths[key[0]].add(len(key))
        return NameIndex(
            {key: Entry(tuple(places), form) for key, (form, places) in self.found.items()},
            {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()},
            municipalities,
            prefectures,
            old,
        )


def build_index(municipality_rows: _Rows, ward_rows: _Rows, old_rows: _Rows) -> NameIndex:
    """Build the index from the rows of municipalities.csv, wards.csv and old_names.csv."""
    builder = _Builder()
    municipalities = tuple(
        Place("municipality", name, prefecture, desk, code, kana=kana)
        for code, prefecture, name, kana, desk in municipality_rows
    )
    for place in municipalities:
        _add_named(builder, place)
    for code, prefecture, city, ward, kana, desk in ward_rows:
        _add_named(builder, Place("ward", ward, prefecture, desk, code, city=city, kana=kana))
    old: dict[str, tuple[Place, ...]] = {}
    for name, prefecture, current, code, desk, *_ in old_rows:
        place = Place("old_name", name, prefecture, desk, code, current=current)
        key = fold_name(name)
        for spelling in {key, key.partition("市")[2] if key.endswith("区") else key}:
            old[spelling] = (*old.get(spelling, ()), place)
            builder.add(spelling, place, Form.OLD)
    prefectures = _prefectures({place.prefecture: place.desk_id for place in municipalities})
    for place in municipalities:
        if place.name in tables.CITIES_WITHOUT_SUFFIX:
            builder.add(place.name[:-1], place, Form.STEM)
    _add_prefectures(builder, prefectures)
    _add_regions(builder)
    for name, places in old.items():
        if len(name) > 2 and name[-1] in "市町村" and name[:-1] not in builder.found:
            for place in places:
                builder.add(name[:-1], place, Form.OLD_STEM)
    return builder.index(municipalities, prefectures, old)


def _add_named(builder: _Builder, place: Place) -> None:
    """Add the spellings of a municipality or ward: as written, with ヶ/ケ/が, in kana, in kana with a kanji suffix."""
    key = fold_name(place.name)
    builder.add(key, place, Form.FULL)
    if "ヶ" in place.name:
        builder.add(key.replace("が", "け", 1), place, Form.FULL)
    elif "ケ" in place.name:
        builder.add(key.replace("け", "が", 1), place, Form.FULL)
    suffix = place.name[-1]
    for reading in _READINGS.get(suffix, ()):
        if place.kana.endswith(reading):
            stem = place.kana[: -len(reading)]
            for other in _READINGS[suffix]:
                builder.add(stem + other, place, Form.KANA)
            break
    else:
        stem = place.kana[:-1]
        builder.add(place.kana, place, Form.KANA)
    if len(stem) > 1:
        builder.add(stem + suffix, place, Form.HALF_KANA)


def _prefectures(desks: Mapping[str, str]) -> dict[str, Place]:
    return {name: Place("prefecture", name, name, desks[name], kana=kana) for name, kana, _, _ in tables.PREFECTURES}


def _add_prefectures(builder: _Builder, prefectures: Mapping[str, Place]) -> None:
    for name, kana, latin, korean in tables.PREFECTURES:
        place = prefectures[name]
        builder.add(fold_name(name), place, Form.PREFECTURE)
        ending = tables.ADMINISTRATIVE_KANA.get(name[-1], "")
        if ending:
            builder.add(fold_name(name[:-1]), place, Form.STEM)
            builder.add(kana + ending, place, Form.KANA)
            builder.add(kana + name[-1], place, Form.HALF_KANA)
        if len(kana) > 3 or kana in tables.BARE_KANA:
            builder.add(kana, place, Form.KANA_STEM)
        for word in latin.split():
            builder.add(word.replace("ó", "o"), place, Form.LATIN)
        builder.add(korean, place, Form.KOREAN)


def _add_regions(builder: _Builder) -> None:
    for region, desks, latin, korean in tables.REGIONS:
        title = region if region not in {"中国", "中部"} else f"{region}地方"
        for desk in desks:
            place = Place("region", title, "", desk)
            builder.add(region, place, {"中国": Form.COUNTRY, "中部": Form.MIDDLE}.get(region, Form.REGION))
            for ending in tables.BUREAU_ENDINGS + tables.REGION_ENDINGS:
                builder.add(fold_name(region + ending), place, Form.BUREAU)
            for word in latin.split():
                builder.add(word, place, Form.LATIN)
            builder.add(korean, place, Form.KOREAN)
    for region, desks in (*tables.OTHER_REGIONS, *counties()):
        bureau = region.endswith(("局", "地方", "県", "郡"))
        for desk in desks:
            builder.add(region, Place("region", region, "", desk), Form.BUREAU if bureau else Form.REGION)
