"""Words of other languages that report a danger which exists now. Japanese reports are told in ``policy``."""

from __future__ import annotations

import re
import unicodedata

_THING = (
    r"(?:bridge|tunnel|road|street|slope|wall|embankment|levee|sign|manhole|pipe|sewer|playground|ceiling|concrete"
    r"|桥|道路|路面|隧道|护坡|堤防|围墙|挡墙|标志|井盖|管道|다리|교량|도로|터널|옹벽|비탈면|제방|맨홀|표지판"
    r"|ponte|estrada|rua|túnel|muro|talude|bueiro|cầu|đường|hầm|tường|mái dốc|đê|cống"
    r"|puente|carretera|calle|túnel|talud|dique|alcantarilla)"
)
_FAILS = (
    r"(?:about to (?:collapse|fall)|collapsed|(?:is|are) (?:collapsing|falling|sinking)|has (?:fallen|sunk|caved in)"
    r"|caved in|就要塌|快要?塌|要塌了|塌了|塌陷了|坍塌了|掉下来|快要?倒|무너질 것|무너지려|무너졌|무너지고|붕괴됐"
    r"|붕괴되었|떨어질 것|꺼졌|내려앉았|vai cair|está caindo|prestes a|desabou|está desabando|afundou|sắp sập|sắp đổ"
    r"|đã sập|bị sập|đang sập|sụt lún rồi|a punto de (?:caer|colapsar|derrumbarse)|se está cayendo|se cayó|colapsó"
    r"|se derrumbó|se hundió)"
)
_HURT = (
    r"(?:people|someone|somebody|a person) (?:is|are|was|were|has been|got) (?:hurt|injured|trapped)|有人受伤|有人被困"
    r"|다친 사람|부상자가|há feridos|alguém (?:se )?feriu|có người bị thương|hay heridos"
)
_DANGER = re.compile(rf"{_THING}.{{0,40}}?{_FAILS}|{_HURT}")
_IN_GENERAL = re.compile(
    r"\bif\b|\bwhy\b|\bhow many\b|\bin the past\b|为什么|如果|过去|왜|만약|과거|\bse a\b|por que|\bnếu\b|vì sao"
    r"|\bsi (?:el|la|un|una)\b|por qué"
)


def reports_danger(text: str) -> bool:
    """Tell whether a text in another language reports that something is failing or people are hurt now."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return bool(_DANGER.search(folded)) and not _IN_GENERAL.search(folded)
