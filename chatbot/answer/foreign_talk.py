"""What a question in another language says without asking anything: who the asker is, pleas, the source meant.

Such words name nothing that a document has to hold; looked up with the others they only lower the evidence.
"""

from __future__ import annotations

import re

_WHO_I_AM = re.compile(
    r"(?<![^.!?。！？\n])\s*(?:hello[,.! ]*|hi[,.! ]*)?"
    r"(?:i(?:'m| am| work| live| belong)\b|(?:eu )?(?:sou|trabalho|moro)\b|(?:yo )?(?:soy|trabajo|vivo)\b"
    r"|tôi (?:là|làm|đang|sống)\b|我(?:们)?(?:是|在)|(?:저는|나는|제가)\s)[^.!?。！？\n]*[.!。！\n]"
)
"""A sentence of its own in which the asker is introduced."""
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|this|these|isso|ele|ela|eso|esto|nó)\b|它|这|이것|그것")
"""What the asker does is then what the question is about: 「I inspect tunnels. How often is it required?」"""
_TALK = re.compile(
    r"according to (?:the |this |these |its )?(?:\w+ ){0,2}?(?:documents?|materials?|guide(?:book)?|reports?)"
    r"|(?:in|from) the (?:registered |official |japanese )?(?:documents?|materials?)"
    r"|(?:can|could|would|will) you (?:please )?(?:tell|give|show|explain to|list|let) (?:me|us)?"
    r"|please (?:briefly )?(?:tell|give|show|explain|list|describe|answer|name|let me know)(?: to)?(?: me| us)?"
    r"|(?:please )?explain briefly|i (?:want|would like|need|'d like) to know|for (?:a|my|our) briefing"
    r"|\bin japan\b|\bjapan's\b|\bjapanese\b|\bof japan\b"
    r"|segundo (?:o|os|este) documentos?|de acordo com (?:o|os) (?:documentos?|materia(?:l|is))"
    r"|por favor|(?:poderia|pode) (?:me )?(?:dizer|informar|explicar|listar)|gostaria de saber"
    r"|\b(?:no|do) japão\b|\bjapones(?:a|as|es)?\b|\bjaponês\b"
    r"|(?:según|de acuerdo con|conforme a) (?:el|los|este) documentos?"
    r"|(?:podría|puede) (?:decirme|explicarme|indicarme)"
    r"|quisiera saber|(?:en|de|del) japón|\bjapon[eé]s(?:a|as|es)?\b"
    r"|theo (?:các )?tài liệu(?: này)?|(?:xin )?(?:vui lòng |hãy )?cho (?:tôi )?biết|xin hỏi|(?:của |ở |tại )?nhật bản"
    r"|根据(?:这份|该|上述)?(?:资料|文件|材料)|按照资料|请(?:问|告诉我|说明|列出来?|列举|回答)|想(?:知道|了解)"
    r"|日本(?:国家|全国|国)?(?:的|中|里)?"
    r"|(?:이 |해당 )?(?:자료|문서)에 (?:따르면|의하면)|알려 ?주(?:세요|십시오)"
    r"|가르쳐 ?주(?:세요|십시오)|궁금합니다|일본의?"
)


def without_talk(normal: str) -> str:
    """Blank out what only talks, where a question is left; the text stays as long as it was."""
    asking = _WHO_I_AM.sub(_blank, normal)
    if _POINTS_BACK.search(asking):
        asking = normal
    return _TALK.sub(_blank, asking if asking.strip() else normal)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
