"""Text of a document that gives orders to a language model instead of telling a reader something.

Passages that hold such text are kept from the model: it may obey, and what it then writes would even stand in the
document. They stay in the library, and are found and quoted as before. The rule is a sieve, not the defence: whatever
the model writes is checked sentence by sentence (``check_sentences``).
"""

from __future__ import annotations

import re

from chatbot.japanese import normalise

_SAY = (
    "(?:答え|回答し|返答し|応答し|出力し|返し|表示し|書い|書き|書き加え|記載し|述べ|伝え|案内し|追記し|付け加え|挿入し|含め|引用し|言っ"
    "|開示し|付け|貼っ|貼り|貼り付け|載せ|添え)"
)
_ORDER = r"(?:てください|て下さい|てほしい|てくれ|なさい|ろ(?![ぁ-ん])|よ(?![ぁ-ん])|ること(?=[。!]|$))"
_ORDERS = re.compile(
    rf"[「『\"].{{1,200}}[」』\"](?:と|を|という\S{{1,6}}を)(?:必ず|だけ|のみ|そのまま|最初に|最後に)?{_SAY}{_ORDER}"
    rf"|(?:ai|llm|アシスタント|チャットボット|ボット|言語モデル|生成モデル)(?:は|へ|が|に|向け|の皆|への).{{0,80}}{_ORDER}"
    r"|(?:指示|命令|プロンプト|ルール|規則|制約)(?:を|は|に|も)?(?:すべて|全て|全部|一切)?(?:無視|忘れ|破棄|上書き|従わ(?:ない|ず)|開示|暴露)"
    r"|(?:システム|内部|秘密の|隠し)\s*(?:プロンプト|指示文|命令文)"
    rf"|(?:回答|返答|出力|応答|答え)(?:の|には|に|では)(?:最初|最後|末尾|冒頭|必ず|中)?.{{0,60}}{_SAY}{_ORDER}"
    rf"|(?:代わりに|次の(?:文|文章|文字列|url|リンク|番号|電話番号)を?(?:必ず|そのまま)?).{{0,60}}{_SAY}{_ORDER}"
    r"|ignore\s+(?:all|any|the|your|previous|prior|above)|disregard\s+(?:all|any|the|previous|prior)|system\s*prompt"
    r"|you\s+are\s+now|(?:respond|reply|answer)\s+(?:only\s+)?with|(?:reveal|print|output|repeat)\s+(?:the|your|all|only|exactly|this)"
    r"|(?:include|append|insert|cite)\s+(?:the|this|a)\s.{0,60}(?:answer|response|link|url|image)"
    r"|(?:^|\n)\s*(?:system|assistant|user)\s*:|<\|?(?:im_start|system|assistant)|\[/?inst\]|忽略.{0,10}(?:指令|指示)|이전\s*지시"
)


def gives_orders(text: str) -> bool:
    """Tell whether a text speaks to a language model."""
    return bool(_ORDERS.search(normalise(text)))
