"""False contacts.

Telephone numbers and addresses that are neither in the registry, nor the user's, nor on a cited page.
"""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.predictions import AnswerRecord
from eval.spelling import contacts


def invented(case: Case, record: AnswerRecord) -> frozenset[str]:
    """Return the contacts that an answer shows without a basis."""
    shown = contacts(record.answer)
    for desk in record.desks:
        shown |= contacts(f"{desk.phone or ''}\n{desk.email or ''}")
    pages = (case.world.page(citation.document_id, citation.page) or "" for citation in record.citations)
    known = frozenset().union(*(contacts(page) for page in pages)) if record.citations else frozenset()
    return frozenset(contact for contact in shown - known if not case.world.knows_contact(contact, case.question))


METRIC = Metric(
    title="台帳にない連絡先",
    meaning="窓口の台帳にも出典のページにもない電話番号・メールアドレスを示した回答の割合",
    group="窓口",
    applies=lambda _: True,
    measure=lambda case, record: Measured(float(bool(invented(case, record)))),
    missing=Measured(1.0),
    higher_is_better=False,
)
