"""Checks of arguments that several commands share."""

from __future__ import annotations

import argparse

from chatbot.errors import UsageError


def require_one_source(arguments: argparse.Namespace) -> None:
    """Raise UsageError unless there is either a question or a whole pair of ``--batch`` and ``--output``."""
    if (arguments.question is None) == (arguments.batch is None):
        raise UsageError("質問の文章か、--batch のどちらか一方を指定してください。")
    if (arguments.batch is None) != (arguments.output is None):
        raise UsageError("--batch と --output は、両方をそろえて指定してください。")


def count(text: str) -> int:
    """Read a number of results between 1 and 100."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 100:
        raise argparse.ArgumentTypeError("1 から 100 までの整数で指定してください")
    return int(text)


def port(text: str) -> int:
    """Read a port number; 0 lets the system choose."""
    if not text.isascii() or not text.isdigit() or int(text[:6]) > 65_535:
        raise argparse.ArgumentTypeError("0 から 65535 までの整数で指定してください")
    return int(text)
