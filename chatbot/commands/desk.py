"""``chatbot desk``: the consultation desk of a place."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from chatbot.commands import console
from chatbot.commands.backend import Json
from chatbot.errors import UsageError

if TYPE_CHECKING:
    from chatbot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("place", metavar="自治体名", help="市区町村または都道府県の名前（例: 静岡県下田市）")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出力する")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Look the place up; the library is not needed."""
    if not arguments.place.strip():
        raise UsageError("自治体名が空です。市区町村または都道府県の名前を入力してください。")
    found = _desk(arguments.place, settings)
    if arguments.json:
        console.result_json(found)
    else:
        console.result(readable(found))
    return console.EXIT_OK


def _desk(place: str, settings: Settings) -> Json:
    from chatbot.client import find_server

    server = find_server(settings.data_dir)
    if server is not None:
        return server.desk(place)
    from chatbot.answer.desk import resolution_json
    from chatbot.escalation.registry import Registry

    return resolution_json(Registry.load(), place)


def readable(found: Json) -> str:
    """Return the desk, or the candidates, for reading in a terminal."""
    desk = cast("Mapping[str, object] | None", found["desk"])
    if desk is not None:
        return "\n".join([_card(desk), f"理由: {found['reason']}"])
    candidates = cast("Sequence[Mapping[str, object]]", found["desk_candidates"])
    return "\n\n".join([str(found["reason"]), *(_card(candidate) for candidate in candidates)])


def _card(desk: Mapping[str, object]) -> str:
    lines = [" ".join(str(desk[key]) for key in ("name", "department") if desk[key])]
    lines += [f"{label}: {desk[key]}" for key, label in (("phone", "電話"), ("email", "メール")) if desk[key]]
    return "\n".join(lines)
