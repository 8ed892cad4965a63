"""The words by which other languages tell an asker's place from an example; for sentences without kana.

English, Spanish, Portuguese and Vietnamese (without accents), Chinese, Korean. Keywords alone (森町 窓口 電話) fall
under this too. It knows no places.
"""

from __future__ import annotations

import re
from typing import Literal

EXAMPLE = re.compile(
    r"\b(cases?|example|model|approach|scheme|such as|like|as in|casos?|ejemplo|exemplo|modelo|como en|como em|vi du"
    r"|mo hinh|giong)\b|案例|事例|模式|那样|一样|做法|方式|사례|처럼|같은|방식|모델"
)
SELF = re.compile(
    r"\b(i work|we work|i am|i'm|we are|we're|our|my|based in|working|trabajo|trabajamos|trabalho|trabalhamos|soy|sou"
    r"|estoy|estou|somos|estamos|nuestr[oa]|noss[oa]|toi|chung toi|lam viec)\b"
    r"|我|工作|저는|저희|근무|일하|우리|입니다|인데"
)
DESK = re.compile(
    r"phone|telephone|contact|e-?mail|\bdesk|\boffice|consult|whom? (do|should)|telefon[eo]|contato|contacto|correo"
    r"|ventanilla|balcao|dien thoai|lien he|tu van|lien lac"
    r"|电话|電話|邮箱|邮件|联系|联络|窗口|窓口|咨询|相談|전화|연락|메일|창구|상담|문의"
)
SHORT = 12
"""A remainder below this many characters beside a name is no story about the place."""


def judge(rest: str, *, desk_asked: bool) -> Literal["asker", "example", "mention"]:
    """Judge a place by the rest of its sentence: an example word spoils it, self or desk decides for it."""
    if EXAMPLE.search(rest):
        return "example"
    if SELF.search(rest) or DESK.search(rest) or (desk_asked and len(rest) < SHORT):
        return "asker"
    return "mention"
