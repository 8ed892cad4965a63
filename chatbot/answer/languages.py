"""Questions in other languages: which language it is, and what the program says in it.

Evidence stays Japanese and is quoted as it stands; only what the program itself says is told in the asker's language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

Language = Literal["ja", "en", "zh", "ko", "pt", "vi", "es"]

_KANA = re.compile("[ぁ-んァ-ヶｦ-ﾟ]")
_HANGUL = re.compile("[가-힣]")
_HAN = re.compile("[一-龥]")
_LATIN = re.compile(r"[^\W\d_一-龥ぁ-ヶ가-힣]{2,}")
_JAPANESE = re.compile("[一-龥々ぁ-んァ-ヶー]+")
WORDS_OF_A_SENTENCE = 4
"""So many words in Latin letters are a sentence in one of its languages, though a place is named in kanji."""
_CHINESE = re.compile("[的是吗呢哪么们这请给与为对说吧谁个你您]|多少|什么|怎么|如何|有没有|可以|告诉")
_VIETNAMESE = re.compile(
    "[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|\\b(?:là gì|của|cho biết|không|và|được|bao nhiêu|tỉnh"
    "|thành phố)\\b"
)
_PORTUGUESE = re.compile(
    r"\b(?:qual|quais|quantos?|quantas?|onde|não|são|município|prefeitura|dos|das|pela|pelo|os|as|tem|têm|do|da|em"
    r"|no|na|com"
    r"|um|uma|é|ao|o|para|por|que|quem|de|e|a|como|quando|ou|pontes?|manutenção|cidade)\b|[ãõ]|ção\b|ções\b"
)
_SPANISH = re.compile(
    r"\b(?:cuál|cuáles|cuántos?|cuántas?|dónde|qué|cómo|cuándo|quién|el|los|las|del|un|una|municipio|hay|la|tiene"
    r"|tienen|es"
    r"|en|con|y|se|para|por|que|de|a|como|cuando|lo|su|al|o|ciudad|ventanilla|mantenimiento)\b|[ñ¿¡]|ción\b"
)
_ENGLISH = re.compile(
    r"\b(?:the|is|are|of|what|how|does|do|to|for|and|who|when|where|which|why|please|with|by|from|did|was|list|any"
    r"|has|have)\b"
)

# Simplified forms and the Japanese ones that mean the same.
SIMPLIFIED = str.maketrans(
    "东车门马鸟鱼长风书见贝页说话语读谁请议论计订认讨让训设访证评识诉词试该详误调谈课谢谱讲许负财责货质购贯贵"
    "贷费贺资赛赞转轮软轻载较输边达迁过运还这进远违连"
    "选递术权条来杂极构标样树桥机检楼欢欧岁产业严丰临为丽举义乌乐习乡买乱争云亚亿仅从仓仪价众优会伟传伤伦伪体"
    "余佣侧侨俭债倾偿储儿党兰关兴养兽内冲决况冻净凉减凑几凤凭凯击"
    "划刘则刚创删别剂剑剧劝办务动励劲劳势区医华协单卖卢卫厂厅历压县参双发变叠号叹叶吗启员周响图团园围国圆圣场"
    "坏块坚坝坟坠垄垒垦执扩扫扬护报担拟拥择挂挥损换据掷摄摆摇撑"
    "敌数断无旧时显晓晕暂归实宁审宪宫宽宾对寻导将尔尘尝尽层届属岛岭岗币帅师帐带帮幂广庄庆库应废开异弃张弥弯弹"
    "强当录彻径怀态总恒恋恳恶悬惊惧惨惯愤愿戏战户"
    "沟没泪泽洁浅测济浑浓涂润涨渐渔温湾湿满滚滞灭灯灵灾炉点炼热爱状犹独狭狱环现玛画疗疯盐监盖盘着矿码确础离种"
    "积称稳穷竞笔笼筑签简粮紧红约级纪纯纲纳纵纷纸纹线练组细终绍经结绕绘给络绝统继绩绪续维综绿编缓缘缩网罗罚职"
    "联聪肃脏脑腾节苏范荣药获虽补装规视览觉观触"
    "计频题颜额顾预领馆驱验骤龙齐龄阶际陆陈险随隐难静韩顶项顺须频",
    "東車門馬鳥魚長風書見貝頁説話語読誰請議論計訂認討譲訓設訪証評識訴詞試該詳誤調談課謝譜講許負財責貨質購貫貴"
    "貸費賀資賽賛転輪軟軽載較輸辺達遷過運還這進遠違連"
    "選逓術権条来雑極構標様樹橋機検楼歓欧歳産業厳豊臨為麗挙義烏楽習郷買乱争雲亜億僅従倉儀価衆優会偉伝傷倫偽体"
    "余傭側僑倹債傾償儲児党蘭関興養獣内衝決況凍浄涼減湊幾鳳憑凱撃"
    "画劉則剛創削別剤剣劇勧弁務動励勁労勢区医華協単売盧衛廠庁歴圧県参双発変畳号嘆葉嗎啓員周響図団園囲国円聖場"
    "壊塊堅壩墳墜壟塁墾執拡掃揚護報担擬擁択掛揮損換拠擲摂擺揺撐"
    "敵数断無旧時顕暁暈暫帰実寧審憲宮寛賓対尋導将爾塵嘗尽層届属島嶺崗幣帥師帳帯幇冪広荘慶庫応廃開異棄張弥湾弾"
    "強当録徹径懐態総恒恋懇悪懸驚懼惨慣憤願戯戦戸"
    "溝没涙沢潔浅測済渾濃塗潤漲漸漁温湾湿満滾滞滅灯霊災炉点煉熱愛状猶独狭獄環現瑪画療瘋塩監蓋盤着鉱碼確礎離種"
    "積称穏窮競筆籠築簽簡糧緊紅約級紀純綱納縦紛紙紋線練組細終紹経結繞絵給絡絶統継績緒続維総緑編緩縁縮網羅罰職"
    "聯聡粛臓脳騰節蘇範栄薬獲雖補装規視覧覚観触"
    "計頻題顔額顧預領館駆験驟竜斉齢階際陸陳険随隠難静韓頂項順須頻",
)

LEAD: Mapping[Language, str] = {
    "ja": "",
    "en": "From the registered documents (quoted in the original Japanese):",
    "zh": "登记资料中的记载如下(日语原文引用):",
    "ko": "등록된 자료의 기재 내용입니다(일본어 원문 인용):",
    "pt": "Nos documentos registrados consta (citação do original em japonês):",
    "vi": "Nội dung trong tài liệu đã đăng ký (trích nguyên văn tiếng Nhật):",
    "es": "En los documentos registrados consta (cita del original en japonés):",
}
FURTHER_LINE: Mapping[Language, str] = {
    "ja": "【ほかに近い記載】",
    "en": "[Other passages near the question]",
    "zh": "【其他相近的记载】",
    "ko": "【그 밖에 가까운 기재】",
    "pt": "[Outros trechos próximos da pergunta]",
    "vi": "[Các đoạn gần với câu hỏi khác]",
    "es": "[Otros pasajes cercanos a la pregunta]",
}
NOT_FOUND: Mapping[Language, str] = {
    "ja": "",
    "en": "The registered documents do not state this (no information found).",
    "zh": "登记的资料中没有相关记载。",
    "ko": "등록된 자료에서 해당 기재를 찾지 못했습니다.",
    "pt": "Os documentos registrados não trazem essa informação.",
    "vi": "Tài liệu đã đăng ký không có nội dung này.",
    "es": "Los documentos registrados no contienen esta información.",
}
DESK: Mapping[Language, str] = {
    "ja": "",
    "en": "Please contact this consultation desk:",
    "zh": "请联系以下咨询窗口:",
    "ko": "다음 상담 창구로 문의해 주십시오:",
    "pt": "Entre em contato com este balcão de consulta:",
    "vi": "Vui lòng liên hệ bộ phận tư vấn sau:",
    "es": "Contacte con esta ventanilla de consulta:",
}

URGENT: Mapping[Language, str] = {
    "ja": "",
    "en": "URGENT: keep people away first. Call the police or the fire service, and tell whoever manages the facility.",
    "zh": "紧急:请先确保人身安全,不要让人靠近。请报警或联系消防,并通知设施的管理者。",
    "ko": "긴급: 먼저 사람이 접근하지 못하게 하십시오. 경찰이나 소방에 신고하고 시설 관리자에게 알려 주십시오.",
    "pt": "URGENTE: primeiro afaste as pessoas. Ligue para a polícia ou os bombeiros e avise quem administra a obra.",
    "vi": "KHẨN CẤP: trước hết không để người đến gần. Gọi cảnh sát hoặc cứu hỏa và báo cho đơn vị quản lý công trình.",
    "es": "URGENTE: primero aleje a las personas. Llame a la policía o a los bomberos y avise al gestor de la obra.",
}
WHICH_PLACE: Mapping[Language, str] = {
    "ja": "",
    "en": "Which prefecture and municipality are you from?",
    "zh": "请告诉我您所在的都道府县和市区町村。",
    "ko": "어느 도도부현, 시구정촌이신지 알려 주십시오.",
    "pt": "De qual província e município você é?",
    "vi": "Bạn thuộc tỉnh và thành phố/thị trấn/làng nào?",
    "es": "¿De qué prefectura y municipio es usted?",
}
REFUSED: Mapping[Language, str] = {
    "ja": "",
    "en": "Sorry, this request cannot be answered here.",
    "zh": "抱歉,无法回答此请求。",
    "ko": "죄송합니다. 이 요청에는 답변할 수 없습니다.",
    "pt": "Desculpe, não é possível atender a este pedido.",
    "vi": "Xin lỗi, không thể trả lời yêu cầu này.",
    "es": "Lo sentimos, no es posible responder a esta solicitud.",
}
SMALLTALK: Mapping[Language, str] = {
    "ja": "",
    "en": "Ask about maintaining public infrastructure; answers quote the registered Japanese documents.",
    "zh": "请询问有关基础设施维护管理的问题,回答会引用登记的日语资料。",
    "ko": "인프라 유지관리에 대해 질문해 주십시오. 등록된 일본어 자료를 인용해 답변합니다.",
    "pt": "Pergunte sobre a manutenção da infraestrutura; as respostas citam os documentos japoneses registrados.",
    "vi": "Hãy hỏi về bảo trì hạ tầng công cộng; câu trả lời trích dẫn tài liệu tiếng Nhật đã đăng ký.",
    "es": "Pregunte sobre mantenimiento de infraestructuras; las respuestas citan documentos japoneses registrados.",
}


_INSERTED = re.compile(r"[一-龥々]?[ァ-ヶ][ァ-ヶー]*|[(「『\"“][^()「」『』\"“”]{1,40}[)」』\"”]")
"""Japanese names that a sentence of another language may hold: with katakana, in brackets or in quotation marks."""


def _is_foreign_sentence(folded: str) -> bool:
    """Tell whether a text is a sentence of another language, whatever Japanese names were taken out of it."""
    if len(_LATIN.findall(folded)) >= WORDS_OF_A_SENTENCE:
        return _is_latin_sentence(folded)
    return bool(_CHINESE.search(folded)) or len(_HANGUL.findall(folded)) >= WORDS_OF_A_SENTENCE


def _is_latin_sentence(folded: str) -> bool:
    words, small = _LATIN.findall(folded), (_ENGLISH, _SPANISH, _PORTUGUESE, _VIETNAMESE)
    return len(words) >= WORDS_OF_A_SENTENCE and max(len(each.findall(folded)) for each in small) >= 2


def language_of(text: str) -> Language:
    """Tell the language of a question; Japanese wherever it may be Japanese."""
    whole = unicodedata.normalize("NFKC", text).lower()
    folded = _INSERTED.sub(" ", whole)
    if _KANA.search(folded) and _is_latin_sentence(_JAPANESE.sub(" ", folded)):
        return _latin_language(folded)
    if _KANA.search(folded) or (folded != whole and not _is_foreign_sentence(folded)):
        return "ja"
    if len(_HANGUL.findall(folded)) >= 2:
        return "ko"
    if _HAN.search(folded) and len(_LATIN.findall(folded)) < WORDS_OF_A_SENTENCE:
        return "zh" if _CHINESE.search(folded) or folded != folded.translate(SIMPLIFIED) else "ja"
    if len(re.findall(r"[^\W\d_]{2,}", folded)) < 3:
        return "ja"
    return _latin_language(folded)


def _latin_language(folded: str) -> Language:
    """Tell the language of a text in Latin letters by its small words; English for one that is not known."""
    if _VIETNAMESE.search(folded):
        return "vi"
    counts: dict[Language, int] = {
        "en": len(_ENGLISH.findall(folded)),
        "es": len(_SPANISH.findall(folded)),
        "pt": len(_PORTUGUESE.findall(folded)),
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= 2 and counts[best] > counts["en"] else "en"
