"""Tell a referral: the desk of a place with its record, safety first, or the question back that settles the place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from chatbot.answer import contacts, words
from chatbot.answer.compose import Told
from chatbot.answer.demands import demands_of
from chatbot.answer.finding import Finding
from chatbot.answer.intent import Intent
from chatbot.escalation import policy
from chatbot.escalation.decision import Resolution
from chatbot.escalation.registry import MINISTRY, Registry
from chatbot.japanese import normalise
from chatbot.records import Answer, DeskReferral, Status

SHOWN = 6
"""More candidates than this are not listed: the question back names them."""


_HEAD_OFFICE = re.compile(
    r"霞[がヶケ]関|(?:国交省|国土交通省)の?(?:本省|代表|どの(?:課|局)|何課)|本省の(?:課|番号|電話|担当|代表)"
)
"""Other words for the ministry's own division."""


_DETAIL = re.compile(r"番号(?:は|を|って|[?]|$)|何番|(?:アドレス|メール)(?:は|を(?:教|知))|電話は")
"""A detail of the desk is asked for: giving it is the answer."""
_UNKEPT = {
    "FAX番号": re.compile(r"fax|ファッ?クス|ファクシミリ"),
    "内線・直通の番号": re.compile(r"内線|直通"),
    "所在地": re.compile(r"(?:窓口|整備局|開発局|事務局|担当|相談先)(?:の|は)?(?:住所|所在地|郵便番号)"),
    "担当者の氏名": re.compile(
        r"担当(?:者|の(?:人|方|職員))?の?(?:お?名前|氏名)(?:(?:は|を|も|と)(?!.{0,4}(?:記|残|書))|$|[?。、])"
        r"|担当(?:者|の方)は(?:誰|どなた)"
    ),
    "受付時間": re.compile(r"(?:受付|営業|対応)時間|(?:窓口|電話|相談|受付)[^、。?]{0,8}(?:何時|土日|休日)"),
}
"""Details of desks that no registry holds: they are said to be unknown beside what is known."""


@dataclass(frozen=True, slots=True)
class Referrals:
    """Answers from one registry."""

    registry: Registry

    def urgent(self, text: str, place: Resolution) -> Answer | None:
        """Put safety first: the notice from the emergency records, then the desk."""
        if not policy.is_urgent(text):
            return None
        told = contacts.told(
            self.registry, self.registry.emergency(), words.URGENT, policy.reporting_notice(self.registry)
        )
        referral = policy.citizens_dial(text, self.registry)
        further = Told("", ())
        if referral is None:
            referral = policy.referral(text, place, self.registry, own_case=True)
            further = self.told(referral, text, first=len(told.citations) + 1)
        return Answer(
            "",
            "escalated",
            "\n".join([told.text, *([further.text] if further.text else [])]),
            told.citations + further.citations,
            desk=referral.desk,
            desk_candidates=referral.candidates,
            clarification=referral.clarification,
            confidence=1.0,
            answerer="rule",
        )

    def known(self, text: str, place: Resolution) -> Answer | None:
        """Answer what asks for the list of desks itself or for the ministry's division; None for anything else."""
        if not place.candidates and (listed := contacts.about_registry(text, self.registry)):
            return _registered("answered", listed)
        return self._ministry(text)

    def _ministry(self, text: str) -> Answer | None:
        """Answer for the ministry's own division: its representative number, and that nothing else is registered."""
        desk = self.registry.desk(MINISTRY)
        normal = normalise(text)
        if not desk.department or not (desk.department in normal or _HEAD_OFFICE.search(normal)):
            return None
        demanded = demands_of(normal)
        unknown = [d.name for d in demanded if d.name == "メールアドレス" and not desk.email]
        lead = words.CONTACT_UNKNOWN.format(name=desk.department, missing=unknown[0]) if unknown else ""
        told = contacts.told(self.registry, [desk], lead)
        answer = _registered("abstained" if unknown else "answered", told)
        return replace(answer, missing=tuple(unknown), desk=DeskReferral(desk, words.MINISTRY_REASON))

    def refer(self, text: str, intent: Intent, place: Resolution, finding: Finding | None) -> Answer:
        """Name the desk of a place, after what the documents say to the rest of the question."""
        found = finding if finding is not None and finding.answers else None
        citations = found.told.citations if found else ()
        referral = policy.referral(text, place, self.registry, own_case=intent.judges)
        further = self.told(referral, text, first=len(citations) + 1)
        body = [found.told.text] if found else [words.LETTER] if intent.letter else []
        status = _status(referral, intent, answered=found is not None, detail=bool(_DETAIL.search(normalise(text))))
        unkept = tuple(name for name, cue in _UNKEPT.items() if cue.search(normalise(text))) if referral.desk else ()
        if unkept and referral.desk:
            status = status if status == "escalated" else "partial"
            body.append(words.CONTACT_UNKNOWN.format(name=referral.desk.desk.name, missing="・".join(unkept)))
        return Answer(
            "",
            status,
            "\n".join([*body, further.text]).strip(),
            citations + further.citations,
            desk=referral.desk,
            desk_candidates=referral.candidates,
            clarification=referral.clarification,
            notices=finding.notices if finding else (),
            missing=unkept,
            confidence=found.assessment.confidence if found else 1.0,
            answerer=found.answerer if found else "registry",
        )

    def handed_over(self, referral: policy.Referral, text: str, confidence: float) -> Answer:
        """Hand a case that no document decides to its desk."""
        further = self.told(referral, text, first=1)
        return Answer(
            "",
            "escalated",
            f"{words.OWN_CASE}\n{further.text}",
            further.citations,
            desk=referral.desk,
            desk_candidates=referral.candidates,
            clarification=referral.clarification,
            confidence=confidence,
            answerer="registry",
        )

    def told(self, referral: policy.Referral, text: str, *, first: int) -> Told:
        """Tell a referral: the desk with its record, or the question back with the candidates."""
        if referral.desk is None:
            question = referral.clarification.question if referral.clarification else words.ASK_PLACE
            shown = referral.candidates if len(referral.candidates) <= SHOWN else ()
            labels = [c.reason.removesuffix("の場合の窓口です。") for c in shown]
            told = contacts.told(self.registry, [c.desk for c in shown], question, labels=labels)
            return _shifted(told, first - 1)
        desk = referral.desk.desk
        if desk.phone is None and desk.email is None:
            further = referral.candidates if len(referral.candidates) <= SHOWN else ()
            ask = referral.clarification.question if referral.clarification else ""
            labels = ["", *(c.reason.removesuffix("の場合の窓口です。") if ask else "" for c in further)]
            lead = contacts.told(self.registry, [desk, *(c.desk for c in further)], words.ROAD, ask, labels)
            return _shifted(lead, first - 1)
        if referral.candidates:
            every = (referral.desk, *referral.candidates)
            labels = [c.reason.removesuffix("の場合の窓口です。") for c in every]
            told = contacts.told(self.registry, [c.desk for c in every], words.DESK_LEAD, labels=labels)
            return _shifted(told, first - 1)
        said = contacts.confirmation(text, desk, self.registry) or words.DESK_LEAD
        return _shifted(contacts.told(self.registry, [desk], said), first - 1)


def _status(referral: policy.Referral, intent: Intent, *, answered: bool, detail: bool) -> Status:
    """Tell how a referral ends: settled or not, answered or not, a case of one's own or mere contact details."""
    if referral.desk is None:
        return "partial" if answered else "clarify"
    if answered:
        return "answered_and_escalated"
    if detail and referral.desk.desk.phone is None and referral.desk.desk.email is None:
        return "escalated"
    hands = intent.hands and not (detail and not intent.judges and not intent.letter)
    return "escalated" if hands or (intent.consult and not intent.contact) else "answered"


def _registered(status: Status, told: Told) -> Answer:
    return Answer("", status, told.text, told.citations, confidence=1.0, answerer="registry")


def _shifted(told: Told, by: int) -> Told:
    """Renumber the markers of a text that follows another one."""
    if not by:
        return told
    text = told.text
    for citation in sorted(told.citations, key=lambda c: -c.marker):
        text = text.replace(f"[{citation.marker}]", f"[{citation.marker + by}]")
    return Told(text, tuple(replace(c, marker=c.marker + by) for c in told.citations))
