"""Fetching a model: the one place that downloads models, and only when a person asks for it."""

from __future__ import annotations

from pathlib import Path

from chatbot.errors import ModelError
from chatbot.models.local import check_folder

_WANTED = ["*.json", "*.safetensors", "*.model", "*.txt", "*.md"]
"""Weights, tokeniser, configuration, licence. Never `.bin` or `.py`: see `local.check_folder`."""
_UNWANTED = ["onnx/*", "openvino/*"]
"""The same weights again for other runtimes (up to 1 GB)."""


def download(name: str, *, endpoint: str | None = None) -> Path:
    """Fetch a model's files into the local cache and return their folder.

    :param name: ``owner/name`` on the model hub.
    :param endpoint: another hub with the same interface, such as a mirror inside the organisation.
    :raises ModelError: the name, the network or the disk does not allow it, or the model has no safe weights.
    """
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, RepositoryNotFoundError

    offline, constants.HF_HUB_OFFLINE = constants.HF_HUB_OFFLINE, False  # `settings.quiet_vendors` forbids it otherwise
    try:
        folder = Path(snapshot_download(name, allow_patterns=_WANTED, ignore_patterns=_UNWANTED, endpoint=endpoint))
    except (RepositoryNotFoundError, HFValidationError):
        raise ModelError(
            f"モデル「{name}」は見つかりませんでした。名前（例: intfloat/multilingual-e5-small）を確認してください。"
        ) from None
    except HfHubHTTPError as error:
        raise ModelError(
            f"モデル「{name}」の配布元が応答を断りました（{error}）。時間をおいて、もう一度実行してください。"
        ) from error
    except Exception as error:  # DNS, proxies, certificates, a full disk: each library below has its own classes
        raise ModelError(
            f"モデル「{name}」を取得できませんでした（{type(error).__name__}）。"
            "ネットワークの接続と、ディスクの空き容量を確認してください。"
        ) from error
    finally:
        constants.HF_HUB_OFFLINE = offline
    if not any(folder.rglob("*.safetensors")):
        raise ModelError(
            f"モデル「{name}」には安全な形式（.safetensors）の重みがないため、使えません。別のモデルを選んでください。"
        )
    check_folder(folder)
    return folder
