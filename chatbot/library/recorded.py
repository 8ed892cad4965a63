"""Which embedding model and which analyser a library was built with. It computes nothing.

The dimension needs no record of its own: it is the length of the stored vectors.
"""

from __future__ import annotations

from chatbot import japanese
from chatbot.errors import LibraryModelError
from chatbot.library.database import Database

EMBEDDING = "embedding"
ANALYSER = "analyser"


def require(database: Database, model: str, *, adopt: bool) -> None:
    """Raise LibraryModelError unless model and analyser are the recorded ones; an empty library adopts today's."""
    embedding, analyser = database.meta(EMBEDDING), database.meta(ANALYSER)
    if embedding == model and analyser == japanese.ANALYSER_VERSION:
        return
    if database.count()[0] == 0:
        if adopt:
            database.set_meta({EMBEDDING: model, ANALYSER: japanese.ANALYSER_VERSION})
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
