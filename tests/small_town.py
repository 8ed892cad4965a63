"""A handful of small documents of a made-up town, and a real chatbot over them, for the tests of answering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from chatbot.app import Chatbot, build
from chatbot.ingest.pipeline import ingest
from chatbot.settings import load_settings

INSPECTION = """# 橋梁点検の手引き

## 定期点検の頻度

橋梁の定期点検は、5年に1回の頻度で、近接目視により行う。
点検の結果は、橋梁ごとの調書に記録して、橋が使われる間は保存する。

## 健全性の区分

橋梁の健全性は、次の区分で診断する。

- 健全な状態
- 予防保全段階の状態
- 早期措置段階の状態
- 緊急措置段階の状態

## 定期点検の手順

1. 点検計画を作成する
2. 現地で近接目視を行う
3. 損傷の程度を記録する
4. 健全性を診断する
5. 調書を保管する

## 点検費用の考え方

点検の費用は、橋の規模と足場の有無を踏まえて、各市が見積りを取って定める。

## 複数の市による共同発注

複数の市が点検業務をまとめて発注することを、共同発注という。
共同発注とは、近隣の市町村が業務をまとめて一つの契約にする方法である。
"""

SUBSIDIES = """# 補助制度の一覧

次の表は、橋と公園の補助制度である。

| 制度名 | 補助率 | 対象施設 | 申請の締切 |
|---|---|---|---|
| 橋梁修繕補助 | 55% | 市町村道の橋梁 | 2026年8月31日 |
| 公園遊具更新補助 | 50% | 都市公園の遊具 | 2026年9月30日 |
| 下水道管路調査補助 | 45% | 下水道の管路 | 2026年10月15日 |
"""

MEETINGS = """# 道路老朽化対策検討会の記録

## 第1回検討会

第1回検討会は、2025年5月12日に開催した。
第1回検討会の議題は、橋梁の現状の共有である。

## 第2回検討会

第2回検討会は、2025年7月22日に開催した。
第2回検討会の議題は、共同発注の進め方である。
"""

TOWN = """---
id: nagisa-summary
title: 渚地区の公園遊具点検の要約
kind: summary
category: case
as_of: 2026-02-02
sources:
  - title: 公園遊具点検の実施報告
    publisher: 渚地区協議会
    date: 2026-01-15
---

# 渚地区の公園遊具点検の要約

## 遊具点検の体制

渚地区では、公園の遊具の点検を、年1回、地元の3社の共同企業体に委託している。
"""

OLD_PLAN = """---
id: sewer-plan-old
title: 下水道管路調査計画 旧版
kind: original
superseded_by: sewer-plan-new
---

# 下水道管路調査計画 旧版

旧版の計画では、陶管の内面を10年に1回、テレビカメラで調査する。
"""

NEW_PLAN = """---
id: sewer-plan-new
title: 下水道管路調査計画 改定版
kind: original
---

# 下水道管路調査計画 改定版

改定版の計画では、腐食のおそれが大きい管路を5年に1回調査する。
"""

CONTACTS = """街路樹管理の連絡体制について

街路樹の倒木の連絡は、まず施設の管理者が受け付ける。
街路樹の担当 課長補佐 架空 花子（内線 23456）携帯 090-1234-5678
街路樹の剪定は、毎年冬に行う。
"""

COMPLAINTS = """# 街路樹の苦情の受付

街路樹の苦情の電話番号は 0123-45-6789、メールアドレスは hanako@example.jp です。
街路樹の苦情の受付は、平日に行う。
"""

USER_FILES: Mapping[str, str] = {
    "inspection.md": INSPECTION,
    "subsidies.md": SUBSIDIES,
    "meetings.md": MEETINGS,
    "street-trees.txt": CONTACTS,
    "complaints.md": COMPLAINTS,
}
OWN_FILES: Mapping[str, str] = {"nagisa.md": TOWN, "sewer-old.md": OLD_PLAN, "sewer-new.md": NEW_PLAN}
"""Documents whose front matter is trusted, as that of our own corpus is."""


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chatbot]:
    """Build a chatbot over the small documents, shared and only read."""
    with build(load_settings(data_dir=tmp_path_factory.mktemp("small-town"))) as built:
        for files, trusted in ((USER_FILES, False), (OWN_FILES, True)):
            folder = written(tmp_path_factory.mktemp("documents"), files)
            ingest([folder], built.library, trusted_summaries=trusted)
        yield built


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write documents into a folder and return it."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
