"""``chatbot doctor``: checks everything that answers depend on, and says what to do."""

from __future__ import annotations

import argparse
import importlib.metadata
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chatbot.commands import console
from chatbot.errors import ChatbotError

if TYPE_CHECKING:
    from chatbot.settings import Settings

OLDEST_PYTHON = (3, 11)
TOO_NEW_PYTHON = (3, 15)
NEEDED = ("chromadb", "tantivy", "sudachipy", "langchain-core", "fastapi", "gradio", "uvicorn", "pydantic-settings")
"""The distributions without which nothing answers."""
FREE_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; ``advice`` says what to do where it is not well."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="点検の結果を JSON で出力する")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run every check, whatever the others found; exit code 1 when one is not well."""
    findings = [finding for check in CHECKS for finding in _safely(check, settings)]
    well = all(finding.ok for finding in findings)
    if arguments.json:
        checks = [{"name": f.name, "ok": f.ok, "detail": f.detail, "advice": f.advice} for f in findings]
        console.result_json({"ok": well, "checks": checks})
    else:
        console.result("\n".join(_line(finding) for finding in findings))
        console.result("\nすべて正常です。" if well else "\n対処が必要な項目があります。「→」の案内をご覧ください。")
    return console.EXIT_OK if well else console.EXIT_FAILED


def _line(finding: Finding) -> str:
    advice = f"\n       → {finding.advice}" if finding.advice else ""
    return f"[{'正常' if finding.ok else '要対処'}] {finding.name}: {finding.detail}{advice}"


Check = Callable[["Settings"], Iterator[Finding]]


def _safely(check: Check, settings: Settings) -> list[Finding]:
    found = []
    try:
        for finding in check(settings):
            found.append(finding)
    except ChatbotError as error:
        found.append(Finding(check.__doc__ or "", False, str(error)))
    except Exception as error:
        detail = f"点検中に問題が起きました（{type(error).__name__}: {error}）。"
        found.append(Finding(check.__doc__ or "", False, detail, "この表示を添えて管理者に連絡してください。"))
    return found


def _python(_settings: Settings) -> Iterator[Finding]:
    """Python"""  # noqa: D400, D415 - the name that the report shows
    well = OLDEST_PYTHON <= sys.version_info[:2] < TOO_NEW_PYTHON
    advice = "" if well else "Python 3.11 から 3.14 のいずれかを使ってください。"
    yield Finding("Python", well, sys.version.split()[0], advice)


def _dependencies(_settings: Settings) -> Iterator[Finding]:
    """必要な部品"""  # noqa: D400, D415
    missing = [name for name in NEEDED if not _installed(name)]
    detail = f"見つかりません: {'、'.join(missing)}" if missing else f"{len(NEEDED)} 個すべてあります"
    yield Finding("必要な部品", not missing, detail, "もう一度インストールしてください。" if missing else "")


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _data_dir(settings: Settings) -> Iterator[Finding]:
    """データフォルダー"""  # noqa: D400, D415
    import shutil

    name = "データフォルダー"
    advice = "書き込めるフォルダーを --data-dir または環境変数 CHATBOT_DATA_DIR で指定してください。"
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir) as probe:
            probe.write(b"0")
    except OSError as error:
        yield Finding(name, False, f"{settings.data_dir} に書き込めません（{error.strerror}）", advice)
        return
    free = shutil.disk_usage(settings.data_dir).free
    well = free >= FREE_BYTES
    detail = f"{settings.data_dir}（空き {free // 1024**2:,} MB）"
    yield Finding(name, well, detail, "" if well else "空き容量を 500 MB 以上にしてください。")


def _server(settings: Settings) -> Iterator[Finding]:
    """サーバー"""  # noqa: D400, D415
    from chatbot.client import find_server

    server = find_server(settings.data_dir)
    yield Finding("サーバー", True, f"動いています（{server.address}）" if server else "動いていません")


def _embedding(settings: Settings) -> Iterator[Finding]:
    """意味検索"""  # noqa: D400, D415
    from chatbot.models.embedding import build_embedding

    embedding = build_embedding(settings)
    builtin = settings.embedding == "builtin"
    advice = (
        "今は語の重なりによる検索です。多言語モデルを加えると、言い換えや外国語の質問にも強くなります（任意）。"
        "取得するには chatbot model download intfloat/multilingual-e5-small を実行してください。"
        if builtin
        else ""
    )
    yield Finding("意味検索", True, f"{settings.embedding}（{embedding.name}、{embedding.dimension} 次元）", advice)


def _answerer(settings: Settings) -> Iterator[Finding]:
    """回答の文章"""  # noqa: D400, D415
    from chatbot.models.chat import build_chat, probe

    name = "回答の文章"
    if settings.answerer == "extractive":
        yield Finding(name, True, "資料の文をそのまま引用します（言語モデルは使いません）")
        return
    chat = build_chat(settings)
    failure = probe(chat)
    if failure:
        advice = "その間は資料の文をそのまま引用します。CHATBOT_CHAT_ で始まる設定とサービスを確認してください。"
        yield Finding(name, False, f"言語モデル {chat.name} を使えません（{failure}）", advice)
        return
    yield Finding(name, True, f"言語モデル {chat.name} が作成し、1文ずつ資料と照合します")


def _library(settings: Settings) -> Iterator[Finding]:
    """資料の保管庫"""  # noqa: D400, D415
    from chatbot.library.database import FILE_NAME
    from chatbot.library.library import Library
    from chatbot.models.embedding import build_embedding

    if not (settings.data_dir / FILE_NAME).is_file():
        advice = "chatbot serve の初回起動で、付属の資料を自動で取り込みます。"
        yield Finding("登録済みの資料", True, "まだありません", advice)
        return
    library = Library.open_reader(settings.data_dir, embedding=build_embedding(settings))
    try:
        documents, passages = library.count()
        advice = "" if documents else "chatbot serve の初回起動で付属の資料を取り込みます。"
        yield Finding("登録済みの資料", True, f"{documents} 件（{passages} か所）", advice)
        for check in library.health():
            advice = "" if check.ok else "chatbot reindex を実行してください。"
            yield Finding(check.name, check.ok, check.detail_ja, advice)
    finally:
        library.close()


def _registry(_settings: Settings) -> Iterator[Finding]:
    """相談窓口の名簿"""  # noqa: D400, D415
    from chatbot.escalation.registry import Registry

    desks = len(Registry.load().municipal())
    advice = "" if desks else "もう一度インストールしてください。"
    yield Finding("相談窓口の名簿", bool(desks), f"自治体メンテ相談窓口 {desks} か所", advice)


CHECKS: tuple[Check, ...] = (_python, _dependencies, _data_dir, _server, _embedding, _answerer, _library, _registry)
