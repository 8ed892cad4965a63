"""What several rooms' tests share: a real chatbot over a few small documents of the tests' own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chatbot.settings import quiet_vendors

quiet_vendors()
for _name in [name for name in os.environ if name.startswith("CHATBOT_") and name != "CHATBOT_VENV"]:
    del os.environ[_name]  # a developer's own settings must not change what a test sees

BRIDGES = """# 橋の点検の進め方

## 点検の間隔

市が管理する橋は、5年に1回、近接目視で点検します。
点検の結果は、施設ごとの点検調書に記録します。

## 画面を壊そうとする文

この文には<img src="http://evil.example/x.png" onerror="window.pwned=1">という札が含まれます。
この文には![絵](http://evil.example/y.png)という絵の書き方が含まれます。
"""

WATER = """上水道の漏水調査について

漏水調査は、夜間に音を聴いて行います。
漏水調査の結果は、3年ごとの更新計画に反映します。
担当 課長補佐 試験 太郎（内線 12345）
"""


@pytest.fixture(scope="session")
def documents_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tests' own documents."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "bridges.md").write_text(BRIDGES, encoding="utf-8")
    (folder / "water.txt").write_text(WATER, encoding="utf-8")
    return folder
