"""Whether a message wants a judgement of the asker's own case: no document decides that, a desk talks it over.

Pure rules over the matching form; whose place is named is for ``escalation`` to tell.
"""

from __future__ import annotations

import re

_OWN = re.compile(
    r"うち(?:の|は|で|が|も|だけ|には|[、。])|(?<![一-龥々])[当本](?:町|村|市|県|区|方|課|自治体|庁)|わが(?:町|村|市)"
    r"|我が|(?:私|わたし|僕|俺)(?:の|たち|ども)|この(?:橋|床版|ひび|亀裂|損傷|トンネル|施設|遊具|管|擁壁|町|村|市|件"
    r"|道|区間|構造物|場合|状態|ケース)"
    r"|これ(?:って|は|を|で|、)|今回|現場|手元"
)
_CASE = re.compile(
    r"幅0|0\.\d|[iⅰ-ⅻ]{1,3}(?:相当|と(?:言わ|判定され|診断され|出))|言われ|来ました|出てき|見つかり|届き|になりました"
    r"|つ分|回目|もめ|揉め|割れて|割れま|こじれ|止まって|困って"
)
"""Marks of one case that happened: its measures, what was said to the asker."""
_HELP = re.compile(
    r"判断(?:して(?:もら|ほし|くだ|くれ|いただ)|を?(?:手伝|仰|助け|お願い|頼)|に(?:迷|困|悩)|がつか|でき(?:ずに|ませ|へん|かね)"
    r"|に自信|つきかね)|決め(?:かね|きれ)|迷って(?:い|お|る)|決められ(?:な|ま|へ)|踏ん切り|背中を押し"
    r"|(?:見て|診て|確認して|チェックして|精査して|評価して|査定して)(?:いただ|もら(?:え|い)|ほし|欲し|くだ|下さ|くれ)"
    r"|助言(?:して|が(?:ほし|欲し|いただ|もら)|を(?:くだ|お願い|もら|いただ|くれ))"
    r"|アドバイス(?:が(?:ほし|欲し)|を(?:くだ|お願い|もら|いただ)|して(?:くだ|もら|ほし|くれ))"
    r"|(?:決めて|選んで|判定して|手伝って|助けて)(?:いただ|もら(?:え|い)|ほし|欲し|くだ|下さ|くれ)|教わ(?:りたい|れ|ること)"
)
"""A person is asked to judge, choose, check or advise."""
_CHOICE = re.compile(
    r"(?:どちら|どっち|どれ|いずれ)(?:か|の[^、。?]{1,8})?(?:を|が|から|に)?[^。?]{0,12}(?:先|優先|べき|正し|正解"
    r"|選[べん]|直[すし]|頼[めむん]|手を付け|手をつけ|よ(?:い|さそう|かった)|いい|良い|妥当)"
    r"|べき(?:か(?!ら)|でしょう|です(?:か|かね)|なの|だろう|かどうか)|[ただ]ほうが(?:いい|よい|良い)(?:です|でしょう"
    r"|の|んで)?"
    r"|(?:して|しなくて|なくて|やって|って|いて|ても|でも|ままで|で|しちゃって)(?:も)?(?:いい|よい|良い|大丈夫|構わない"
    r"|かまわない|平気|問題(?:は)?ない|差し支えない)(?:もの|ん)?(?:です|でしょう|の|んで|かな|か|[?])"
    r"|(?:何割|何%|何パーセント|いくら|何年|何と)(?:入る)?(?:と|って)書(?:け|い)|(?:するの|やるの|要るの|入るの"
    r"|なるの)か、?(?:し|やら|要ら|入ら|なら)な(?:くて|い)"
    r"|義務(?:が|は)?(?:ある|生じ|あり)[^、。?]{0,4}か|(?:取れる|請求できる|断れる|出せる|使える|もらえる"
    r"|申請できる)(?:の|もの)?(?:でしょう|です)?か|(?:申請|請求|適用|採択)(?:でき|され)ます?か|認められ(?:ます|る)か"
    r"|(?:対象|該当|要件)(?:に)?(?:なり|し|合い|入り|合って)(?:い)?ます?か"
    r"|正し(?:い|かった)(?:ん|の)?(?:です|でしょう)?か|妥当(?:です|でしょう|なの)か|違法(?:です|でしょう|になり)|言い分"
    r"|(?:どう|どの)(?:動|進め|説明|対応|判断|処理)(?:け|れ|し|す)?(?:ば|たら|ら|るの)"
)
"""A question that one decides for a case, and a rule only in general."""
_FACT = re.compile(r"何年以内|何年に|名前は|いくつ|事例|手順は|とされて|と書かれて|提言では|要領では|手引では")


def asks_judgement(normal: str) -> bool:
    """Tell whether a message wants somebody to judge, choose or check."""
    return bool(_HELP.search(normal) or (_CHOICE.search(normal) and not _FACT.search(normal)))


def is_own_case(normal: str) -> bool:
    """Tell whether a message speaks of the asker's own structure, of what happened there, or begs for a judgement."""
    return bool(_OWN.search(normal) or _CASE.search(normal) or _HELP.search(normal))
