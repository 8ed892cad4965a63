"""The desk of a place that a person names: one, or the candidates of an ambiguous name, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chatbot.answer.record import Json, referral_json
from chatbot.records import DeskReferral

if TYPE_CHECKING:
    from chatbot.escalation.gazetteer import PlaceMatch
    from chatbot.escalation.registry import Registry

CHOICES_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name of a place leads to; ``labels`` are the full names that it may mean."""

    desk: DeskReferral | None
    candidates: tuple[DeskReferral, ...]
    matched: str | None
    labels: tuple[str, ...]
    reason: str


def resolve(registry: Registry, place: str) -> Resolution:
    """Find the desk of a municipality, ward, prefecture or region; never raises for an unknown name."""
    meant = narrowed(registry.gazetteer.find(place))
    labels = tuple(dict.fromkeys(match.label for match in meant))[:CHOICES_LIMIT]
    referrals = {match.desk_id: _referral(registry, match) for match in reversed(meant)}
    if not meant:
        shown = place.strip()[:50]
        return Resolution(
            None,
            (),
            None,
            (),
            f"「{shown}」という自治体は見つかりませんでした。都道府県名から入力してください（例: 静岡県下田市）。",
        )
    if len(referrals) == 1:
        matched = labels[0] if len(labels) == 1 else "、".join(labels)
        desk = next(iter(referrals.values()))
        return Resolution(desk, (), matched, labels, desk.reason)
    reason = f"「{meant[0].surface}」に当てはまる場所が{len(labels)}か所あります。都道府県名から入力してください。"
    return Resolution(None, tuple(reversed(referrals.values())), None, labels, reason)


def narrowed(found: Sequence[PlaceMatch]) -> list[PlaceMatch]:
    """Keep the most exact of the places named together: 静岡県 + 下田市 is 下田市, 横浜市 + 中区 is 横浜市中区."""
    last = [match for match in found if match.start == max(other.start for other in found)]
    before = [match for match in found if match.start < last[0].start] if last else []
    for larger in {match.label for match in before}:
        inside = [match for match in last if match.label.startswith(larger)]
        last = inside or last
    return last


def _referral(registry: Registry, match: PlaceMatch) -> DeskReferral:
    desk = registry.desk(match.desk_id)
    return DeskReferral(desk, f"{match.label}を担当する自治体メンテ相談窓口です。")


def resolve_json(registry: Registry, place: str) -> Json:
    """Return the resolution as the contract's JSON."""
    found = resolve(registry, place)
    return {
        "desk": referral_json(found.desk) if found.desk else None,
        "desk_candidates": [referral_json(candidate) for candidate in found.candidates],
        "matched": found.matched,
        "reason": found.reason,
    }
