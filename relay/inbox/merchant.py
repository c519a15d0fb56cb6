"""What a merchant is answered: the receipt, what is missing, which number we have."""

from collections.abc import Sequence

from relay.core import words
from relay.core.insistence import SILENT
from relay.core.message import Kind
from relay.core.report import Report
from relay.core.urgency import Urgency
from relay.inbox import meant
from relay.inbox.entry import Entry
from relay.store import outbox
from relay.store.incidents import call_number
from relay.store.models import Incident
from relay.store.outbox import Draft
from relay.telling import merchants_language
from relay.texting import may_answer


def tell(entry: Entry, incident: Incident, body: str, *, owed: bool) -> None:
    """Answer the text, unless a limit, a country or its sender's own wish forbids it."""
    session, settings, sender = entry.session, entry.settings, entry.sender
    if may_answer(session, settings, sender, entry.now, owed=owed, is_willing=entry.is_willing):
        draft = Draft(Kind.RECEIPT, entry.sender, body, incident_id=incident.id)
        outbox.put(entry.session, draft, entry.now)


def answer(entry: Entry, incident: Incident, report: Report, *, joined: bool) -> str | None:
    """What the merchant is told at once; None where an answer would feed a robot."""
    texts = entry.settings.texts
    language = merchants_language(entry.settings, report.language)
    if report.urgency is Urgency.CRITICAL:
        return _receipt(entry, incident, language, joined=joined)
    if report.urgency is Urgency.ROUTINE:
        return texts.say(
            language,
            "redirected",
            company=entry.settings.hotline.company,
            support=entry.settings.hotline.support,
        )
    return None if SILENT.intersection(report.why) else texts.say(language, "what_to_send")


def send_receipt(entry: Entry, incident: Incident, *, joined: bool) -> None:
    """Tell the merchant what we understood and that somebody is paged, whatever they just wrote.

    Args:
        joined: whether it is part of an outage.
    """
    language = merchants_language(entry.settings, incident.language)
    receipt = _receipt(entry, incident, language, joined=joined)
    tell(entry, incident, receipt, owed=True)


def _receipt(entry: Entry, incident: Incident, language: str, *, joined: bool) -> str:
    return words.receipt(
        entry.settings.texts,
        language,
        number=incident.number,
        shop=incident.webshop,
        callback=call_number(incident),
        missing=meant.missing(incident),
        outage=joined,
    )


def ask_for_number(entry: Entry, incident: Incident) -> None:
    """Ask a merchant who took the number back for another; till then their own is called."""
    body = words.receipt(
        entry.settings.texts,
        merchants_language(entry.settings, incident.language),
        number=incident.number,
        shop=incident.webshop,
        callback=None,
        missing=("callback",),
        outage=incident.outage_of is not None,
    )
    tell(entry, incident, body, owed=False)


def number_known(incident: Incident) -> str | None:
    """The number to call as its merchant was told it; None where we asked for another."""
    return None if "callback" in (incident.unsure or ()) else call_number(incident)


def number_noted(entry: Entry, changed: Sequence[Incident]) -> str:
    """That we have another number to call now, which is the same for one case or several."""
    return entry.settings.texts.say(
        merchants_language(entry.settings, changed[0].language),
        "callback_noted",
        number=", ".join(str(number) for number in sorted(one.number for one in changed)),
        callback=call_number(changed[0]),
    )
