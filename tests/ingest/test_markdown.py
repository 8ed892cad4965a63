"""Markdown files and their front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.ingest.loaded import Loaded, from_json, to_json
from chatbot.ingest.markdown import load_markdown
from chatbot.records import Source

SAMPLE = """---
id: case-shimoda
title: 下田市の事例
kind: summary
category: case
note: 要約(本プロジェクト作成)
as_of: 2026-11-20
licence: CC BY 4.0
superseded_by:
unknown: ignored
sources:
  - title: 手引き
    publisher: 国土交通省
    date: 2025-03-01
    place: p.3
    url: https://example.jp/a
  - title: 危ない
    url: javascript:alert(1)
  - publisher: 題名なし
---

# 下田市の事例

本文です。

```
# 見出しではない
```

## 成果 ##
#タグ
- 項目
"""


def _load(tmp_path: Path, text: str) -> Loaded:
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    return load_markdown(path)


def test_front_matter_is_typed(tmp_path: Path) -> None:
    """Every known key arrives as text, dates included; unknown keys and sources without a title do not."""
    front = _load(tmp_path, SAMPLE).front_matter
    assert front is not None
    assert (front.id, front.kind, front.as_of, front.superseded_by) == ("case-shimoda", "summary", "2026-11-20", None)
    assert front.sources == (
        Source(title="手引き", publisher="国土交通省", date="2025-03-01", place="p.3", url="https://example.jp/a"),
        Source(title="危ない"),
    )


def test_body_is_verbatim_behind_the_head(tmp_path: Path) -> None:
    """The page is exactly what follows the head, and the spans cover the heading lines."""
    loaded = _load(tmp_path, SAMPLE)
    page = loaded.pages[0]
    assert page.text == SAMPLE.split("---\n", 2)[2]
    assert [(item.level, page.text[item.start : item.end]) for item in page.headings] == [
        (1, "# 下田市の事例"),
        (2, "## 成果 ##"),
    ]
    assert loaded.structured


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n\n本文\n", id="a-rule"),
        pytest.param("---\nタイトル: [\n---\n本文\n", id="broken-yaml"),
        pytest.param("---\n- a\n- b\n---\n本文\n", id="a-list"),
        pytest.param("---\n" + "[" * 5000 + "\n---\n本文\n", id="deep-yaml"),
        pytest.param("---\na: !!python/object/apply:os.system ['true']\n---\n", id="an-object"),
        pytest.param("本文だけ", id="none"),
    ],
)
def test_what_is_no_head_stays_text(tmp_path: Path, text: str) -> None:
    """A rule, broken YAML or a dangerous tag yields no title and loses no text."""
    loaded = _load(tmp_path, text)
    assert loaded.title is None
    assert loaded.front_matter is None or loaded.pages[0].text == ""
    assert loaded.front_matter is not None or loaded.pages[0].text == text


def test_json_round_trip(tmp_path: Path) -> None:
    """What the worker writes is what the parent reads."""
    loaded = _load(tmp_path, SAMPLE)
    assert from_json(to_json(loaded)) == loaded
