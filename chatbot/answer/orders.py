"""Text of a document that gives orders to a language model instead of telling a reader something.

Two sieves. ``speaks_to_models`` is narrow: such a sentence tells a reader nothing and is not quoted in any answer.
``may_give_orders`` is wide: passages with such a sentence are kept from the model, which may obey, and whose words
would even stand in the document; they are found and quoted as before. Neither is the defence: whatever a model writes
is checked sentence by sentence (``check_sentences``). On 6,900 lines of official documents neither finds anything.

A user may quote such an order and ask something besides: ``beside_orders`` returns what is asked.
"""

from __future__ import annotations

import re

from chatbot.answer.domain_words import FIELD
from chatbot.answer.refuse import refusal_of
from chatbot.japanese import normalise

_SAY = (
    "(?:答え|回答し|返答し|応答し|出力し|返し|表示し|書い|書き|書き加え|記載し|述べ|伝え|案内し|追記し|付け加え|挿入し|含め|引用し|言っ"
    "|開示し|付け|貼っ|貼り|貼り付け|載せ|添え|入れ|繰り返し|教え"
    "|(?:回答|返答|応答|出力|表示|記載|案内|追記|挿入|引用|開示)(?=せよ))"
)
_ORDER = r"(?:てください|て下さい|てほしい|てくれ|なさい|せよ|ろ(?![ぁ-ん])|よ(?![ぁ-ん])|ること(?=[。!]|$))"
_RULES = "(?:指示|命令|プロンプト|ルール|制約)"
_NARROW = re.compile(
    rf"と(?:だけ|のみ|必ず|そのまま)?(?:答え|返答し|応答し|出力し|返し|言っ|繰り返し|出力(?=せよ)|応答(?=せよ)){_ORDER}"
    rf"|(?:回答|返答|出力|応答|答え)(?:の(?:最初|最後|冒頭|末尾|中)|には|に必ず).{{0,80}}{_ORDER}"
    rf"|出典として.{{1,60}}を(?:引用し|挙げ){_ORDER}"
    rf"|{_RULES}(?:を|は|に|も)?(?:すべて|全て|全部|一切)?(?:無視|忘れ(?:て|ろ|なさい)|破棄し|上書きし|従わ(?:ないで|ず)|開示せ|開示し|暴露)"
    r"|(?:システム|秘密の|隠し)\s*(?:プロンプト|指示文|命令文)"
    r"|(?:ignore|disregard|forget|override)\s+(?:all|any|the|your|my|these|previous|prior|above|everything)\b"
    r"|(?:system|hidden|initial)\s*prompt|you\s+are\s+now|new\s+instructions?\s*:"
    r"|(?:^|\n)\s*(?:system|assistant|user)\s*:|<\|?(?:im_start|system|assistant)|\[/?inst\]|忽略.{0,10}(?:指令|指示)|이전\s*지시"
)
_VERBS = (
    "say|write|print|output|reply|respond|answer|repeat|reveal|include|append|insert|mention|tell|begin|end|start|show|send|visit"
    "|explain|describe|provide|develop|create|give|list|compose|generate|help|find|convert|what|who|how|why|when|where"
    "|click|call|pretend|act|cite|quote|translate|summari[sz]e|recommend|add|put|use"
)
_WIDE = re.compile(
    rf"\S(?:と|という\S{{1,6}}を|とだけ|とのみ)(?:必ず|だけ|のみ|そのまま|最初に|最後に)?{_SAY}{_ORDER}"
    rf"|(?:ai|llm|アシスタント|(?:チャット)?ボット|(?:言語|生成)モデル)(?:は|へ|が|に|向け|の皆|への|、).{{0,80}}{_ORDER}"
    rf"|(?:回答|返答|出力|応答|答え)(?:の|に|で).{{0,60}}{_SAY}{_ORDER}"
    rf"|(?:代わりに|次の|以下の|この)(?:文|文章|文字列|url|リンク|番号|電話番号|画像|内容).{{0,60}}(?:{_SAY}|し){_ORDER}"
    rf"|(?:利用者|ユーザー|質問者|読者)(?:に|へ)(?:は|必ず)?.{{0,60}}{_SAY}{_ORDER}"
    rf"|(?:^|[.!?:;。、\"]\s*|please\s+|must\s+|always\s+|now\s+|and\s+|then\s+|should\s+)(?:{_VERBS})(?:'s)?\s+[\w\"'`-]"
)


def speaks_to_models(text: str) -> bool:
    """Tell whether a text beyond doubt speaks to a language model about its instructions."""
    return bool(_NARROW.search(normalise(text)))


def may_give_orders(text: str) -> bool:
    """Tell whether a language model might take a text for an order."""
    normal = normalise(text)
    return bool(_NARROW.search(normal) or _WIDE.search(normal))


_QUOTE = re.compile(
    r"「[^「」]*」|『[^『』]*』|“[^”]*”|\"[^\"]*\"|^-{3,}\n(?:(?!-{3,}$).*\n)*-{3,}$|(?:^[>＞].*\n?)+", re.MULTILINE
)
_ASKS = re.compile(r"[?？]|か$|何|なん(?:年|回|件|人|の|で)|どう|どこ|どれ|いつ|いくら|誰|なぜ|教え|でしょう|知りた")
_OF_THE_QUOTE = re.compile(
    r"要約|訳し|翻訳|返信|返事|実行|従[っいう]|(?:この|その|指示の?|書かれた|言う)(?:通り|とおり)|読み上げ|続け|まとめて|直して|添削|設定して|変えて(?:くれ|くだ|もら)"
)
"""Wants the quoted order itself to be worked on."""
_LEAD = re.compile(
    r"^(?:とあり|と(?:書|言|い)[^。、]*|で|では|それは?(?:ともかく|さておき)|ところで|さて|とにかく|ともかく)?、"
)
_TOPIC = re.compile(r"([^、。・\s「『]{2,30}?)(?:は|を|が)")


def beside_orders(text: str) -> str:
    """Return what a message asks besides an order to us that it quotes, with its subject; itself where it asks nothing.

    An order is not followed, wherever it stands, and does not keep an honest question from its answer.
    """
    quoted = [found[0] for found in _QUOTE.finditer(text) if _orders_us(normalise(found[0]))]
    if not quoted:
        return text
    rest = text
    for quote in quoted:
        rest = rest.replace(quote, "")
    sentences = [sentence.strip() for sentence in re.split(r"(?<=[。?？!！\n])", rest)]
    if any(_OF_THE_QUOTE.search(normalise(sentence)) for sentence in sentences):
        return text
    asked = "".join(_LEAD.sub("", sentence) for sentence in sentences if _ASKS.search(normalise(sentence).rstrip("。")))
    if not asked:
        return text
    topics = () if FIELD.search(normalise(asked)) else _TOPIC.findall(quoted[0].strip("「」『』"))
    subject = next((topic for topic in topics if FIELD.search(normalise(topic))), "")
    return f"{subject}は、{asked}" if subject else asked


def _orders_us(normal: str) -> bool:
    return bool(_NARROW.search(normal)) or refusal_of(normal) == "rules"
