"""Whether a message wants to reach somebody: a number, the bureau in charge, a person to talk to, a letter written.

Pure rules over the matching form. It knows no place and no desk.
"""

from __future__ import annotations

import re

_BUREAU = (
    r"(?:北海道|東北|関東|北陸|中部|近畿|関西|中国|四国|九州|沖縄)(?:地方)?(?:整備局|地整|開発局|総合事務局|の?局)?"
)
_OFFICE = (
    r"(?:局|整備局|地整|開発局|事務局|部署|課|部門|窓口|機関|役所|官庁|役職|係|方|人|担当者?)(?:の(?:方|人|ところ))?"
)
_WHO = (
    rf"(?:どこ(?:の(?:何という|なんという|何|どの)?{_OFFICE}?)?|どちら(?:の{_OFFICE})?|どっち|誰|だれ|どなた"
    rf"|どの{_OFFICE}|何(?:という|て|ていう)?{_OFFICE}|何番)"
)
_SPEAK = (
    r"(?:相談|連絡|問い?合|電話|でんわ|メール|聞[いけきく]|きけ|きい[たて]|伺|うかが|尋ね|たずね|頼[めみむん]|掛け"
    r"|かけ|架け|話を(?:通|持|し)|話せ"
    r"|話し|話す|持って(?:い[けっく行]|行)|持ち込|持ちか|言え|言っ|言う|つなが|繋が|(?:当た|あた)(?:[れっ]|る(?!のか|か|[。?]|$))|お願い)"
)
_DONE = (
    r"(?:して|し|い|ん|け)?(?:た(?!ら|い|ほう|方|め|ん?ですけ)|だ(?!ら)|ました|ていた|ています|ている"
    r"|て(?=[^いもほく欲]))"
)
_WHOM = re.compile(rf"{_WHO}(?:に|へ|まで|と|を)、?[^、。?]{{0,10}}?{_SPEAK}(?!{_DONE})")
"""「どこの何という部署へ連絡すれば」; not whom somebody asked in the past (どこに相談して始めた)."""
_THING = (
    r"(?:(?<![一-龥ァ-ヶー])番号|(?:電話|代表|直通|連絡先?の?|窓口の)番号|ばんごう|電話|でんわ|(?:メール)?アドレス"
    r"|メアド|メルアド|メール|連絡先|宛先|宛名|あて先|担当の?(?:局|整備局|部署|課|窓口|役職)"
    r"|相談先|問い?合わ?せ先|局(?:名|の名前)|部署名|役職名?)"
)
_WANT = (
    r"(?:教え|おしえ|知り|しり|知ら(?:せ|ない)|(?:く|下)ださい|下さい|ちょうだい|頂戴|くれ|もらえ|いただけ|お願い"
    r"|おねがい|いいです|よいです|結構です|十分|頼[みむ]|ほし|欲し|必要|並べ|(?:分か|わか)(?:[りる]"
    r"|ら(?!ない[市町村自人職団と]))|ありま|ある[?か]|出てい|載って"
    r"|聞きたい|何番|何です|なに|なんぼ|なんば|どこ|どちら|どれ)"
)
_OTHERS = re.compile(
    r"(?:住民|市民|町民|村民|利用者|業者|会社|苦情|通報|問い?合わ?せ)(?:から|が|の|等の|などの)[^、。?]{0,8}(?:電話"
    r"|メール|番号|連絡先|窓口)|コールセンター|受付件数|事例|先進|自治体名|市町村名|団体名|(?:hp|url|サイト"
    r"|ホームページ|ページ|web|ip)の?アドレス"
)
"""Calls and addresses of citizens and companies, and examples, are subjects of documents."""
_PARTICLE = r"(?:を|は|が|も|って|だけ|と|や|のほう|の方|先に|でも|まで|か)*"
_DETAIL = re.compile(
    rf"{_THING}{_PARTICLE}(?:[?。]|$|[^、。?]{{0,8}}?{_WANT})|(?:番号|アドレス|窓口"
    rf"|相談先){_PARTICLE}[^、。?]{{0,6}}?(?:別|違[いうっ]|同じ|変わ)"
)
_NUMBER = re.compile(
    r"どの番号|何番(?!目|通|に(?:多|大|高|重|入|並)|の)|なん(?:ばん|番)(?!目)|電話(?:で|を)?(?:し|掛け|かけ)たい"
    r"|に(?:掛け|かけ|電話し|連絡し|メールし)たい"
)
_IN_CHARGE = re.compile(
    r"(?:どこ|どっち|どちら|どの)の?(?:局|整備局|地整|開発局)(?:に(?:な|相)|で(?:す|し)|が担当|でしょう|[、?。]|$)|"
    rf"{_BUREAU}(?:の)?(?:管内|管轄|扱い|担当|受け持ち|エリア|所管|区域)(?:になり|に入|で(?:いい|よい|よか|良い|良か"
    rf"|合)|です"
    rf"|でし|なの|なん|か|って|[?。]|$)"
    r"|(?:管内|管轄|受け持ち|所管)(?:は|って|の局|する局|している局|の整備局|が)[^、。?]{0,8}(?:どこ|どちら|どっち"
    r"|どの|何|教え|知り|[?。]|$)|(?:どこ|どちら|どっち|どの局?)の(?:局の|整備局の)?(?:管内|管轄|扱い|受け持ち|所管"
    r"|担当)"
    rf"|{_BUREAU}(?:です|でし|だ|でしょう|なの|なん)[^、。?]{{0,6}}[、?か]{{0,2}}(?:それとも|または)?、?{_BUREAU}"
    r"|担当(?:して(?:い|くれ)る|する|の|になる)?(?:地方整備局|整備局|地整|局|国の役所|役所|窓口)(?:は|が|って|の名"
    r"|の連|の部|の役|[^、。?]{0,6}(?:どこ|どちら|何|教え|知り))"
    r"|受け持って(?:い|くれ)る(?:局|整備局|地整|窓口|ところ)|(?:局|部署|課|役職)の(?:正式な?|正しい)?(?:名前"
    r"|名称|正式名)(?!を変|の由)"
    rf"|(?:国交省|国土交通省|本省|整備局|地整)の?(?:どこの|どの|何という|何){_OFFICE}"
    rf"|(?:相談|窓口|整備局|地整|の局|局)[^。?]{{0,24}}(?:何という|なんという|どの|何て)(?:{_OFFICE}|名前)|(?:整備局"
    rf"|地整|の局)の?[^。?]{{0,10}}役職"
)
_TALKS_TO = (
    r"(?:話し?(?:たい|がしたい|をしたい|が(?:でき|したい)|せ[るな]|させ|を(?:聞いて|させ))|はなし?(?:たい|がしたい)"
    r"|しゃべ|喋|つない|繋い|代わ|かわ(?:って|れ)|替わ|取り次|とりつ"
    r"|(?:聞|訊|き|伺|うかが)[いき]?たい|相談し?たい|会(?:い|って)|対応して|教わりたい|やり取りし?たい|直接"
    r"|相談(?:させて|でき(?:ませ|ないで|ない[?か])))"
)
_PERSON = re.compile(
    r"(?:教えて|見て|診て|助けて|乗って|助言して|聞いて|手伝って)(?:くれる|もらえる|くださる|いただける)(?:人|方"
    r"|ところ|先)(?:は(?:い|あ)|が(?:ほし|欲し|要|いま)|を(?:紹介|探))|"
    r"(?:人間?|ひと|担当者?(?:の方|の人)?|職員(?:の方|さん)?|専門家|詳しい(?:人|方)|オペレータ[ーー]?|係の(?:人|方"
    r"|者)|局の(?:人|方)|生身の(?:人|人間)|誰か|どなたか)(?:と|に|へ|から|の(?:声|担当者?))(?:は|も)?"
    rf"[^、。?]{{0,10}}?{_TALKS_TO}"
    r"|(?:直接|直に|じかに|電話で|口頭で|対面で|会って)(?:は)?、?[^、。?]{0,8}?(?:話し?(?:たい|をしたい|がしたい"
    r"|たほうが|せ[るま])|(?:聞き|伺い|相談し|説明し)たい|お話)"
    r"|(?:機械|ロボット|ボット|画面|チャット|ai|パソコン)(?:じゃな|ではな|でな|相手じゃ|より|だと)[^。?]{0,14}(?:人"
    r"|担当|電話|職員)"
    r"|(?:取り持|橋渡し|仲介|仲立ち|間に入)[っしてつ]{1,3}(?:て)?(?:もら|ほし|欲し|くだ|下さ|くれ|いただ)"
    r"|引き合わせて(?:もら|ほし|欲し|くだ|下さ|くれ|いただ)|取り次いで(?:もら|ほし|欲し|くだ|下さ|くれ|いただ)"
)
_SUBJECT = re.compile(
    r"(?:(?!ので|のです|のだ|んです|けど|けれど|から(?!の)|が、)[^、。?]){0,12}?"
    r"(?:様式|書式|仕組み|流れ|事例|研修|講座|講習|説明会|制度|手順|ルール|内容の(?:整理|まとめ|書|例|決め)|仕方)"
)
"""Follows a wish that only describes a form, a course or a procedure: a subject of documents."""
_QUOTED = re.compile(r"[^。?]{0,40}?という(?:案|提案|構想|考え|意見|仕組み|取組|取り組み|趣旨|指摘|声)")
"""Follows a wish that is only told of."""
_TARGET = r"(?:整備局|地整|開発局|総合事務局|局|窓口|国(?!民|道|会)|国交省|本省|相談|問い?合|照会|質問)"
_WRITE = (
    r"(?:作[っりれ]|つく[っりれ]|書い|書け|起こし|用意し|考え|まとめ|手伝|代筆|代わりに|ください|下さい|くれ|ほし"
    r"|お願い|頼)"
)
_LETTER = re.compile(
    r"(?:相談文|相談票|照会文|質問状|依頼文|依頼状|要望書|下書き|文案|文面|案文|たたき台)(?:を|の|も|まで|だけ|案|は)*"
    rf"[^。?]{{0,10}}?{_WRITE}"
    r"|(?:手紙|文章|メール|原稿|シート)(?:を|の|も|は)*[^。?]{0,8}?(?:作[っりれ]|つく[っりれ]|書い|書け|起こし|考え"
    r"|まとめ|代筆)"
)
_OTHER_LETTER = re.compile(r"書き方|書式|様式|例文|住民(?:向け|に|へ)|返信|返事|議事録|答弁|差出人")
_HANDS_OVER = re.compile(
    rf"{_TARGET}(?:の(?:ほう|方|人|担当者?))*(?:に|へ)[^、。?]{{0,6}}?(?:回[しすせ]|引き継|伝え|上げ|転送|取り次"
    rf"|つない|つなげ|送って|投げ|渡し|聞きたい|聞いてみたい|伺いたい|尋ねたい|確認したい|相談し?たい|お願いし?たい"
    rf"|話し?を?(?:通|した))"
)


def wants_contact(normal: str) -> bool:
    """Tell whether a message asks for a number, an address, a post, or which bureau is in charge."""
    return not speaks_of_others(normal) and any(p.search(normal) for p in (_DETAIL, _NUMBER, _IN_CHARGE))


def wants_whom(normal: str) -> bool:
    """Tell whether a message asks whom to turn to, or where."""
    return not speaks_of_others(normal) and bool(_WHOM.search(normal))


def wants_person(normal: str) -> bool:
    """Tell whether a message wants to talk to a human, or to be brought together with one."""
    return _wishes(_PERSON, normal)


def wants_letter(normal: str) -> bool:
    """Tell whether a message wants a letter to a desk written."""
    found = _LETTER.search(normal)
    if not found or _OTHER_LETTER.search(normal):
        return False
    return bool(re.search(_TARGET, normal[max(0, found.start() - 30) : found.end() + 20]))


def wants_handing_over(normal: str) -> bool:
    """Tell whether a message wants its matter put before a desk."""
    return _wishes(_HANDS_OVER, normal)


def _wishes(pattern: re.Pattern[str], normal: str) -> bool:
    """Tell whether a wish is made, not only used to describe a thing or told of."""
    return any(
        not (_SUBJECT.match(normal, found.end()) or _QUOTED.match(normal, found.end()))
        for found in pattern.finditer(normal)
    )


_ABOUT_DESK = re.compile(
    r"調整官|役職|部署|窓口|相談先|整備局|地整|管内|管轄|担当の局|連絡|電話|番号|メール|アドレス|宛|相談"
)
_ASKED_BY_OTHERS = re.compile(
    r"(?:どこ|誰|だれ|どちら|どなた)(?:に|へ)[^、。?]{0,6}?(?:相談|連絡|依頼|頼"
    r"|聞)[しんい]?[てで]?[^、。?]{0,20}?(?<!した)(?<!んだ)(?:ました|ています|ていた|てきた|めた|した|んだ)(?:の"
    r"|ん)(?:です|でしょう)?か"
)


def speaks_of_others(normal: str) -> bool:
    """Tell whether the desks, calls and advice of a message are those of others: a subject of documents."""
    return bool(_OTHERS.search(normal) or _ASKED_BY_OTHERS.search(normal))


_ASKS = re.compile(
    r"何|なに|どう|なぜ|いつ|いくら|いくつ|どんな|どの|どれ|とは|違い|事例|方法|手順|考え方|ですか|ますか|教えて"
    r"|知りたい|\?"
)


def besides_desk(content: str) -> str:
    """Return those clauses of a request for a desk that ask the documents something as well."""
    return "、".join(c for c in content.split("、") if _ASKS.search(c) and not _ABOUT_DESK.search(c))


_EACH = re.compile(r"双方|両方|両者|それぞれ|各々|おのおの|二つとも|どちらも|(?:ふた|二)つの(?:局|窓口)")


def names_each(text: str) -> bool:
    """Tell whether a request is for every place that it names, not for the asker's alone."""
    return bool(_EACH.search(text))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a request without the words that only point at places named elsewhere."""
    pointing = re.sub(rf"{_EACH.pattern}|対岸|先方|あちら|こちら|相手方|当方", "", text)
    return [sentence for sentence in re.split(r"[。？?！!\n]", pointing) if sentence.strip()]
