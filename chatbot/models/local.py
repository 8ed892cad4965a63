"""Pretrained sentence embeddings on this machine (extra `local`: sentence-transformers and torch).

It loads files that lie here already and never fetches: a missing file behind a silent network hangs for minutes.
`download.py` is the one place that fetches. A folder that holds code or pickles is refused (`check_folder`).
"""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from chatbot.errors import ModelError, ModelMissingError, ModelRefusedError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "intfloat/multilingual-e5-small"

PREFIXES: dict[str, tuple[str, str]] = {
    r"e5-.*instruct": ("Instruct: Given a question, retrieve passages that answer it\nQuery: ", ""),
    r"(^|-)e5-": ("query: ", "passage: "),
    r"^ruri-v3-": ("検索クエリ: ", "検索文書: "),
}
"""What a model's card puts before a question and before a passage, by its name. The first row that matches counts.

Other models get nothing. A model that brings its own prompts (`config_sentence_transformers.json`) is asked with those.
"""

EXECUTABLE = frozenset(
    {".py", ".pyc", ".so", ".dll", ".bin", ".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".joblib", ".dill", ".npy"}
)
"""Endings of files that are code, or whose reader unpickles: loading one can run a stranger's program."""

_BATCH = 32


class LocalEmbedding(Embeddings):
    """A SentenceTransformer from a folder or from the local cache; found, checked and loaded on the first use.

    Until then nothing is read, so that a library whose model has gone missing still opens and answers by keywords:
    every use raises the ``ModelError`` that says what to do. A failure is remembered: loading is tried once a process.
    """

    def __init__(self, model: str | None = None) -> None:
        """Take a folder, or an ``owner/name`` that `chatbot model download` has fetched."""
        self._model = model or DEFAULT_MODEL
        folder = Path(self._model).expanduser()
        label = folder.resolve().name if folder.is_dir() else self._model
        self.name = f"sentence-transformers:{label}"
        self._query_prefix, self._passage_prefix = prefixes_of(label)
        self._busy = threading.Lock()  # a fast tokeniser raises "Already borrowed" when two threads share it
        self._loaded: SentenceTransformer | ModelError | None = None

    @property
    def dimension(self) -> int:
        """Return the length of a vector; loads the model."""
        with self._busy:
            return int(self._transformer().get_embedding_dimension() or 0)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one normalised vector per passage; tokens beyond the model's window (512 for e5) are cut off."""
        return self._encode(texts, self._passage_prefix, "document")

    def embed_query(self, text: str) -> list[float]:
        """Return the normalised vector of a question."""
        return self._encode([text], self._query_prefix, "query")[0]

    def _encode(self, texts: list[str], prefix: str, task: str) -> list[list[float]]:
        if not texts:
            return []
        with self._busy:
            model = self._transformer()
            try:
                vectors = model.encode(
                    texts,
                    prompt=model.prompts.get(task) or prefix,
                    batch_size=_BATCH,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
            except Exception as error:  # torch and tokenizers raise whatever they like
                raise ModelError(
                    f"埋め込みモデル「{self._model}」の計算に失敗しました。`chatbot doctor` で確認してください。"
                ) from error
        rows: list[list[float]] = vectors.tolist()
        return rows

    def _transformer(self) -> SentenceTransformer:
        if self._loaded is None:
            try:
                self._loaded = _load(self._model)
            except ModelError as error:
                self._loaded = error
        if isinstance(self._loaded, ModelError):
            raise self._loaded.with_traceback(None)
        return self._loaded


def _load(model: str) -> SentenceTransformer:
    folder = find_folder(model)
    check_folder(folder)
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging
    except ImportError as error:
        raise ModelMissingError(
            "学習済みの埋め込みモデルを使うには、追加の部品「local」が必要です。"
            "`python3 run.py extra local` を実行するか、CHATBOT_EMBEDDING=builtin に戻してください。"
        ) from error
    transformers_logging.disable_progress_bar()
    try:
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except Exception as error:  # cut or missing file, unknown architecture: no base class in common
        raise ModelMissingError(
            f"埋め込みモデル「{model}」のファイルが足りないか、壊れています。"
            f"`chatbot model download {model}` を実行して、取り直してください。"
        ) from error


def find_folder(model: str) -> Path:
    """Return the folder of a model: itself, or the snapshot in the local cache.

    :raises ModelMissingError: neither is there; the message names the command that fetches it.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder.resolve()
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(model, "config.json")
    except HFValidationError:
        raise ModelMissingError(
            f"モデルの名前またはフォルダ「{model}」が見つかりません。CHATBOT_EMBEDDING_MODEL を確認してください。"
        ) from None
    if not isinstance(found, str):
        raise ModelMissingError(
            f"埋め込みモデル「{model}」がこのパソコンにありません。"
            f"ネットワークにつながった状態で `chatbot model download {model}` を実行してください。"
        )
    return Path(found).parent


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds code or pickles.

    ``trust_remote_code=False`` does not stop a local folder's own ``.py``.

    :raises ModelRefusedError: names the first such files.
    """
    bad = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix.lower() in EXECUTABLE)
    if bad:
        raise ModelRefusedError(
            f"モデルのフォルダ「{folder}」に、プログラムとして動くおそれのあるファイルがあります（{'、'.join(bad[:3])}）。"
            "安全のため読み込みません。.safetensors だけのフォルダを使ってください。"
        )


def prefixes_of(label: str) -> tuple[str, str]:
    """Return what to put before a question and before a passage for a model of this name."""
    short = label.rsplit("/", 1)[-1].lower()
    return next((pair for pattern, pair in PREFIXES.items() if re.search(pattern, short)), ("", ""))
