"""How other languages ask, and what they say of upkeep: cues of six languages to the Japanese words of a question.

One line for each thing asked; the first that fits of a group is taken. The glossary holds the names; this holds what
is asked of them and the everyday verbs, which are no entries of a glossary.
"""

from __future__ import annotations

import re

_PEOPLE = (
    r"people|persons?|staff|engineers?|technicians?|members?|employees|inhabitants|residents|pessoas|habitantes"
    r"|moradores|engenheiros"
    r"|técnicos|membros|funcionários|personas|ingenieros|miembros|empleados|socios|người|kỹ sư|hội viên|nhân viên"
    r"|cán bộ"
)
_PLACES = (
    r"municipalit\w+|cities|towns?|villages?|prefectures?|municípios|cidades|municipios|ciudades|thành phố|đô thị"
    r"|tỉnh"
)

QUESTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("何倍", re.compile(
        r"how many times (?:the|as|more|higher|larger|greater)|quantas vezes (?:o|a|mais|maior)\b"
        r"|cuántas veces (?:el|la|más|mayor)\b|gấp (?:mấy|bao nhiêu) lần|[多几]少?倍|몇 ?배"
    )),
    ("頻度 何年に1回", re.compile(
        r"how often|how frequently|how many times|every how many|(?:inspection|time) interval|com que frequência"
        r"|de quantos? em quantos?|quantas vezes|cada cuánt"
        r"|(?:con|qué) (?:qué )?frecuencia|cuántas veces|bao lâu (?:thì )?(?:một|1) lần|mấy năm (?:một|1) lần"
        r"|bao nhiêu năm một lần|wie oft|à quelle fréquence"
        r"|(?:多久|几年|每几年|多长时间).{0,8}(?:一次|1次)|频率|多久检|몇 년(?:에|마다)|몇년(?:에|마다)"
        r"|얼마나 자주|얼마마다|빈도|주기"
    )),
    ("人口 何人", re.compile(
        r"how many (?:people|persons|inhabitants|residents) (?:live|are there|does)|wie viele einwohner"
    )),
    ("何年度から何年度まで", re.compile(
        r"from (?:what|which) (?:fiscal )?year (?:to|until|through)|de que ano (?:a|até)|de(?:sde)? qué año (?:a|hasta)"
        r"|từ năm nào đến|(?:哪一?|几)年度?(?:开始)?到(?:哪一?|几)年|몇 ?년도?부터"
    )),
    ("何時から何時まで", re.compile(
        r"(?:what|which) (?:time|hours)|opening hours|business hours|que horas|qué hora|mấy giờ|几点"
        r"|몇 ?시(?:부터|까지|에)"
    )),
    ("期限 いつまで", re.compile(
        r"by when|deadline|until when|até quando|prazo|hasta cuándo|para cuándo|cuál es el plazo|hạn chót"
        r"|đến khi nào|trước khi nào|截止|什么时候之前|到什么时候|언제까지|기한"
    )),
    ("期間", re.compile(
        r"how long|how many years|what period|quanto tempo|quantos anos|cuánto tiempo|cuántos años|bao lâu"
        r"|bao nhiêu năm|trong mấy năm|多久|多长时间|几年|多少年"
        r"|얼마나 오래|얼마 동안|얼마나 보관|몇 년간|몇 년"
    )),
    ("割合 何%", re.compile(
        r"(?:what|which) (?:share|percentage|proportion|percent|ratio|rate)|how many percent|what % |qual (?:a "
        r"|é a )?(?:porcentagem|proporção|taxa|percentual)"
        r"|qué (?:porcentaje|proporción)|cuál es (?:el porcentaje|la proporción)|tỷ lệ|bao nhiêu phần trăm"
        r"|百分之几|百分比|比例|占多少|몇 퍼센트|비율|몇 %|비중"
    )),
    ("いくら", re.compile(
        r"how much (?:does|do|is|are|money|did .{0,30}cost)|what (?:is|are|was) the (?:cost|price|budget)"
        r"|quanto (?:\w+ )?(?:cust|pag|gast)|qual (?:é )?o (?:custo|valor|preço)|cuánto (?:\w+ )?(?:cuest|pag|gast)"
        r"|cuál es el (?:costo|coste|precio)|giá bao nhiêu|bao nhiêu tiền|chi phí là bao|多少钱|费用是多少"
        r"|얼마입니까|얼마예요|비용은"
    )),
    ("どのくらい", re.compile(
        r"how much|to what extent|quanto (?:os|as|o|a|foi)|cuánto|bao nhiêu.{0,12}giảm|giảm bao nhiêu|多少(?:成"
        r"|个百分点)|얼마나"
    )),
    ("何人", re.compile(
        rf"(?:how many|number of|quant[oa]s|cuánt[oa]s|bao nhiêu|mấy|số) (?:\w+ )?(?:{_PEOPLE})|多少(?:人|名|位"
        rf"|会员|职员|技术)|几(?:人|名|位)|有多少.{{0,4}}会员|몇 (?:명|사람)|몇명|인원"
    )),
    ("いくつ 市町村", re.compile(
        rf"(?:how many|number of|quant[oa]s|cuánt[oa]s|bao nhiêu|mấy) (?:{_PLACES})|多少(?:个)?(?:市|町|村|自治)"
        rf"|几个(?:市|町|村)|몇 개 (?:시|지자체)"
    )),
    ("何km", re.compile(
        r"how many (?:km|kilomet)|quantos (?:km|quilô)|cuántos (?:km|kilóm)|bao nhiêu (?:km|ki-?lô)|多少(?:公里"
        r"|千米)|몇 (?:km|킬로)"
    )),
    ("いくつ", re.compile(
        r"how many|quant[oa]s\b|cuánt[oa]s\b|bao nhiêu|mấy (?:cái|loại|điểm)|多少|几个|几种"
        r"|몇 (?:개|가지|건|곳|군데)|몇개"
    )),
    ("いつ", re.compile(
        r"\bwhen\b|what (?:year|date|day)|which year|\bquando\b|em que ano|cuándo|en qué año|khi nào|năm nào"
        r"|ngày nào|bao giờ|wann|quand|什么时候|何时|哪一?年|几月|언제|몇 년도"
    )),
    ("誰", re.compile(
        r"\bwho(?:m|se)?\b|\bquem\b|quién(?:es)?|(?<![^\s])ai(?=\s|[?]|$)(?! (?:model|technology))|\bwer\b|谁|哪位"
        r"|누가|누구"
    )),
    ("どこ", re.compile(
        r"\bwhere\b|which (?:municipalit\w+|cit(?:y|ies)|prefectures?|towns?)|\bonde\b|quais municípios|dónde"
        r"|qué municipios|ở đâu|những (?:thành phố|tỉnh) nào|哪里|哪些(?:市|县|地)|在哪|어디|어느 (?:시|현|지)"
    )),
    ("理由 きっかけ", re.compile(
        r"\bwhy\b|what (?:led|prompted|made)|por que|por quê|por qué|a qué se debe|tại sao|vì sao|lý do|为什么"
        r"|为何|왜|이유|계기"
    )),
    ("違い", re.compile(
        r"difference|differ\b|diferença|diferencia|khác nhau|khác biệt|khác gì|区别|不同|差异|차이"
    )),
    ("一覧", re.compile(
        r"\blist\b|which are|what are (?:the|all)|name (?:all|the)|enumerate|\blista\b|liste\b|quais (?:são|os|as)"
        r"|cuáles son|enumer|danh sách|liệt kê|những .{1,20}(?:nào|gì)"
        r"|列出|列举|一览|有哪些|哪些|목록|나열|열거|일람|어떤 것"
    )),
    ("手順 流れ", re.compile(
        r"\bsteps?\b|procedure|how (?:do|does|can|should) (?:i|we|you|one|municip)|como (?:fazer|se faz|proceder)"
        r"|cómo (?:se|hacer|proceder)|làm thế nào|các bước|步骤|流程|怎么(?:做|进行|办)|절차|순서|어떻게"
    )),
    ("目的", re.compile(
        r"purpose|what .{1,40} for\?|\baims?\b|para que serve|para qué sirve|mục đích|目的是|목적"
    )),
)  # fmt: skip
"""What is asked, the narrower before the wider."""
DEFINES = re.compile(
    r"what (?:is|are|does)\b(?!.{0,60}(?:number|address|cost|price|share|percent|date|role|deadline|population"
    r"|target|purpose|difference|basis|budget))"
    r"|what's|define|meaning of|o que (?:é|são|significa)|qué (?:es|son|significa)|là (?:gì|cái gì)|nghĩa là"
    r"|有?什么是|是什么(?!时)|什么意思|是指|(?:이)?란 무엇|은 무엇|는 무엇|무슨 뜻|뜻은"
    r"|was ist|qu'est-ce"
)
"""Asks what a thing is."""
SAYINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("道路陥没", re.compile(
        r"cave-?in|sinkhole|afundamento|colapso da estrada|hundimiento|socavón|sụt lún|sập đường|塌陷|陷落|함몰"
        r"|싱크홀"
    )),
    ("発生", re.compile(
        r"happen|occur|took place|take place|acontec|ocorr|ocurri|sucedi|xảy ra|发生|발생|일어"
    )),
    ("始まった", re.compile(
        r"\bstart|\bbegan|\bbegin|launch|começ|inici|empez|empec|comenz|bắt đầu|开始|启动|시작"
    )),
    ("減った", re.compile(
        r"\bfell|\bfall|decreas|declin|\bdrop|reduc|cut\b|caíram|caiu|diminu|baj(?:ó|aron)|disminu|giảm|减少|下降"
        r"|降低|줄었|감소"
    )),
    ("保存", re.compile(
        r"\bkept|\bkeep|retain|stored?\b|preserv|guardad|guardar|arquiv|conserv|lưu giữ|lưu trữ|保存|保留|보관|보존"
    )),
    ("記録", re.compile(
        r"records?\b|registros?\b|hồ sơ|ghi chép|记录|기록"
    )),
    ("点検", re.compile(
        r"inspe[ckç]|inspiziert|kiểm tra|检查|点检|巡检|점검"
    )),
    ("措置", re.compile(
        r"be (?:repaired|fixed)|must .{0,20}(?:repair|fix)|reparad|sửa chữa|修复|修理|수리|조치"
    )),
    ("決める", re.compile(
        r"decid|determin|quyết định|决定|결정"
    )),
    ("責任", re.compile(
        r"responsib|responsáv|responsable|trách nhiệm|责任|책임"
    )),
    ("健全性", re.compile(
        r"soundness|健全性|건전성|integridad|solidez|solidão|độ lành mạnh|tình trạng kết cấu"
    )),
    ("緊急度", re.compile(
        r"urgenc|urgência|khẩn cấp|紧急度|긴급도"
    )),
    ("0人", re.compile(
        r"\bno (?:technic|engineer)|zero (?:engineer|technic)|without (?:any )?(?:technic|engineer)|não têm técnic"
        r"|sem técnic|no tienen? técnic|sin técnic|không có (?:nhân viên )?kỹ|没有技术|无技术|기술(?:직원|자)(?:이"
        r"|가) (?:없|한 명도)"
    )),
    ("技術系職員", re.compile(
        r"technical staff|técnicos|nhân viên kỹ thuật|技术(?:人员|职员)|기술(?:직원|자)"
    )),
    ("事後保全", re.compile(
        r"(?:corrective|reactive) maintenance|mantenimiento correctivo|manutenção (?:preventiva e )?corretiva"
        r"|preventiva y correctiva|preventivo y (?:el )?correctivo|事后|사후"
    )),
    ("全国特別重点調査", re.compile(
        r"special (?:priority|intensive|focused) (?:survey|investigation)|特别重点调查|重点调查|중점 ?조사|특별 중점"
    )),
    ("委員長", re.compile(
        r"\bchairs?\b|chairman|chairperson|preside\b|presiden|chủ tịch|委员长|主席|위원장"
    )),
    ("根拠 法令", re.compile(
        r"legal basis|what law|which law|base legal|căn cứ pháp|法律依据|法令|법적 근거|근거 법"
    )),
    ("対象", re.compile(
        r"\btarget(?:ed|s)?\b(?! number)|covered|whom? is .{1,30} for|for whom|para quem|para quién|dành cho ai"
        r"|对象|面向|대상"
    )),
    ("役割", re.compile(
        r"\broles?\b|\bpapel\b|vai trò|作用|角色|역할"
    )),
    ("効果", re.compile(
        r"effects?\b|benefits?\b|results?\b|efeitos?|efectos?|beneficios?|benefícios?|hiệu quả|lợi ích|效果|好处"
        r"|효과|이점"
    )),
    ("受講", re.compile(
        r"\btake (?:the|a) course|enrol|inscri|tham gia khóa|报名|听课|수강"
    )),
    ("参加", re.compile(
        r"take part|participat|\bjoin|particip|tham gia|参加|加入|참여|참가"
    )),
    ("費用", re.compile(
        r"\bcosts?\b|expens|custos?\b|costos?\b|costes?\b|chi phí|费用|成本|비용"
    )),
    ("苦情", re.compile(
        r"complain|reclama|queja|khiếu nại|phàn nàn|投诉|민원"
    )),
)  # fmt: skip
"""Everyday words of upkeep, added where the glossary has not found the same."""
_WHO_IS = re.compile(
    r"who (?:is|was|chairs?|heads?|leads?)|quem (?:é|foi|preside)|quién (?:es|fue|preside)|谁是|是谁|누구|là ai"
    r"|ai là|委员长|主席"
)
_DOERS = frozenset({"決める", "責任", "対象", "点検", "受講", "参加"})
"""With these 「who」 asks for a kind of people, not for a name."""


def asked_in(normal: str) -> tuple[str, ...]:
    """Return the Japanese words for what a foreign question asks; a name is asked for only where it can be known."""
    asked = next((words for words, cue in QUESTIONS if cue.search(normal)), "")
    if asked == "誰" and (not _WHO_IS.search(normal) or set(said_in(normal)) & _DOERS):
        return ()
    return (asked,) if asked else ()


def said_in(normal: str) -> tuple[str, ...]:
    """Return the Japanese words for the everyday words in it."""
    return tuple(words for words, cue in SAYINGS if cue.search(normal))


def defines(normal: str) -> bool:
    """Tell whether a foreign question asks what a thing is."""
    return bool(DEFINES.search(normal))
