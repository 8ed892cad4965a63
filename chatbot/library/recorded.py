"""Which embedding model and which analyser a library was built with. It computes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from chatbot import japanese
from chatbot.errors import LibraryModelError
from chatbot.library.database import Database

EMBEDDING = "embedding"
DIMENSION = "dimension"
ANALYSER = "analyser"


def require(database: Database, model: str, *, adopt: bool) -> None:
    """Raise LibraryModelError unless model and analyser are the recorded ones; an empty library adopts today's."""
    embedding, analyser = database.meta(EMBEDDING), database.meta(ANALYSER)
    if embedding == model and analyser == japanese.ANALYSER_VERSION:
        return
    if database.count()[0] == 0:
        if adopt:
            database.set_meta({EMBEDDING: model, ANALYSER: japanese.ANALYSER_VERSION, DIMENSION: ""})
        return
    if embedding != model:
        raise LibraryModelError(
            f"この資料は埋め込みモデル「{embedding}」で取り込まれていますが、今の設定は「{model}」です。"
            "`chatbot reindex` を実行して索引を作り直すか、設定 CHATBOT_EMBEDDING を元に戻してください。"
        )
    raise LibraryModelError(
        f"プログラムの更新で文章の解析方法が変わりました（{analyser} → {japanese.ANALYSER_VERSION}）。"
        "`chatbot reindex` を実行して索引を作り直してください。資料を取り込み直す必要はありません。"
    )


def dimension(database: Database) -> int | None:
    """Return the length of the stored vectors, None as long as there are none."""
    found = database.meta(DIMENSION)
    return int(found) if found else None


def learn_dimension(database: Database, vectors: Iterable[bytes | None]) -> int | None:
    """Record the length of the first stored vector (float32) and return it."""
    first = next((vector for vector in vectors if vector is not None), None)
    if first is None:
        return None
    database.set_meta({DIMENSION: str(len(first) // 4)})
    return len(first) // 4
