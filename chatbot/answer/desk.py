"""The desk of a place that a person names, ready to be shown: one desk, or the candidates of an ambiguous name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chatbot.answer.record import Json, referral_json
from chatbot.escalation.places import resolve_place
from chatbot.records import DeskReferral

if TYPE_CHECKING:
    from chatbot.escalation.registry import Registry

LABELS_LIMIT = 20


@dataclass(frozen=True, slots=True)
class ShownDesk:
    """What a name of a place leads to; ``labels`` are the full names that it may mean."""

    desk: DeskReferral | None
    candidates: tuple[DeskReferral, ...]
    matched: str | None
    labels: tuple[str, ...]
    reason: str


def desk_of_place(registry: Registry, place: str) -> ShownDesk:
    """Find the desk of a municipality, ward, prefecture or region; an unknown name is an answer, not an error."""
    found = resolve_place(place, registry)
    labels = tuple(dict.fromkeys(match.label for match in found.candidates))[:LABELS_LIMIT]
    if found.desk_id is not None:
        desk = DeskReferral(registry.desk(found.desk_id), found.reason)
        return ShownDesk(desk, (), labels[0] if len(labels) == 1 else found.matched, labels, found.reason)
    candidates = tuple(
        DeskReferral(registry.desk(desk_id), _served(desk_id, [(m.desk_id, m.label) for m in found.candidates]))
        for desk_id in found.desk_ids
    )
    return ShownDesk(None, candidates, found.matched, labels, found.reason)


def _served(desk_id: str, places: list[tuple[str, str]]) -> str:
    names = dict.fromkeys(label for owner, label in places if owner == desk_id)
    return f"{'・'.join(names)}を担当する窓口です。"


def resolution_json(registry: Registry, place: str) -> Json:
    """Return the contract's JSON for a place."""
    found = desk_of_place(registry, place)
    return {
        "desk": referral_json(found.desk) if found.desk else None,
        "desk_candidates": [referral_json(candidate) for candidate in found.candidates],
        "matched": found.matched,
        "reason": found.reason,
    }
