"""What somebody on call writes like a merchant: "is this a report?", and what comes of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from relay import matters
from relay.core.codes import NoCodeLeft
from relay.core.crew import Person
from relay.core.hearsay import (
    copied_codes,
    is_of,
    names_somebody,
    reads_as_report,
    tells_trouble_of_a_shop,
    vouched,
)
from relay.core.incident import Happened, State
from relay.core.matter import REPORT_AFTER, Answer, Subject
from relay.core.message import Channel
from relay.core.reply import Reply
from relay.core.report import Report, read_report
from relay.core.urgency import Urgency
from relay.inbox import reports
from relay.inbox.entry import Entry
from relay.parts import Relay
from relay.settings import Settings
from relay.store import events, incidents, outbox, questions
from relay.store import matters as stored
from relay.store.models import Incident, Matter
from relay.texting import notice

MOST_ASKED = 3  # texts that one person is asked about at the same time


def ask(entry: Entry, person: Person) -> Matter | None:
    """Ask whether a text without a code is a report.

    Returns:
        The question; None where the text is none, may be about what they are paged for or what
        somebody has, or is a sentence of ours that is copied back, or several are asked about.
    """
    if not reads_as_report(entry.report) or _is_known(entry, person):
        return None
    copied = copied_codes(entry.body)
    if copied and copied & questions.load(entry.session, person.key, entry.now).codes:
        return None
    asked = stored.open_to(entry.session, person.key)
    if sum(one.subject is Subject.REPORT for one in asked) >= MOST_ASKED:
        return None
    try:
        return stored.begin_asked(
            entry.session,
            Subject.REPORT,
            person,
            entry.relay.chance.choice,
            entry.now,
            inbound_id=entry.inbound_id,
            wake_at=entry.now + REPORT_AFTER,
        )
    except NoCodeLeft:  # else the text could not even be kept
        return None


def ask_beside_figures(entry: Entry, person: Person) -> Matter | None:
    """The same of a text that begins with a figure, which is nobody's code."""
    return ask(entry, person) if tells_trouble_of_a_shop(entry.report) else None


def is_reported(entry: Entry) -> bool:
    """Whether a text reads as a report of a shop of which somebody has told already."""
    shops = [one.webshop for one in incidents.live(entry.session) if one.webshop]
    return reads_as_report(entry.report) and is_of(entry.report, shops)


def is_asked_anything(entry: Entry, person: Person) -> bool:
    """Whether there is an incident about which a person could answer."""
    asked = questions.open_to(entry.session, person.key)
    return any(incident.holder in (None, person.key) for _, incident in asked)


def _is_known(entry: Entry, person: Person) -> bool:
    """Whether a text may be about what there is already: it names no other shop or number.

    "Jeg tager lampehuset.dk" is no report, nor is "databasen er nede" of somebody at work on it.
    """
    live = incidents.live(entry.session)
    shops = [one.webshop for one in live if one.webshop]
    if is_of(entry.report, shops):
        return True
    numbers = {one.phone for one in entry.settings.people.values()}
    numbers.update(filter(None, map(incidents.call_number, live)), (one.reporter for one in live))
    if names_somebody(entry.report, shops, numbers):
        return False
    return (
        is_asked_anything(entry, person) or entry.report.callback is not None
    )  # else of whom nobody else is called


def question(settings: Settings, person: Person, matter: Matter) -> str:
    """How it is asked."""
    minutes = int(REPORT_AFTER.total_seconds() // 60)
    return settings.texts.say(person.language, "report_ask", code=matter.code, minutes=minutes)


def answer(
    entry: Entry, person: Person, matter: Matter, reply: Reply
) -> tuple[str, Incident | None]:
    """Take in what a person says of a text of theirs; until it is a report they may think again."""
    incident = _made_of(entry.session, matter)
    is_paged = incident is not None and incident.state not in (State.REDIRECTED, State.DISMISSED)
    if incident is not None and is_paged:
        return _say(entry, person, matter, "report_over", number=incident.number), incident
    said = vouched(reply)
    if said is Answer.YES:
        matters.end(entry.settings, matter, Answer.YES, entry.now, by=Channel.SMS)
        incident = _vouch(entry, person, matter)
        return _say(entry, person, matter, "report_yes_you", number=incident.number), incident
    if incident is not None:
        return _say(entry, person, matter, "report_over", number=incident.number), incident
    if said is Answer.NO:
        matters.end(entry.settings, matter, Answer.NO, entry.now, by=Channel.SMS)
        return _say(entry, person, matter, "report_no_you"), None
    key = "report_unclear" if matter.answer is Answer.OPEN else "report_no_you"
    return _say(entry, person, matter, key), None


def take_unanswered(session: Session, relay: Relay, matter: Matter, now: datetime) -> None:
    """Take a text for a report because nobody has said that it is none, and say so.

    The pager takes its first step, so that whatever is wrong with that the report is kept.
    """
    settings = relay.settings
    text = stored.text_of(session, matter)
    entry = Entry(
        session=session,
        relay=relay,
        settings=settings,
        inbound_id=text.id,
        sender=text.sender,
        body=text.body,
        report=read_report(text.body, text.sender, settings.hotline.country),
        media=text.media,
        now=now,
        received_at=text.received_at,
        late=text.late,
        steps=False,
        has_incident=False,
        is_willing=True,
    )
    incident = reports.open_untold(entry, entry.report)
    person = settings.people.get(matter.person)
    if person is None:
        return  # has left the crew
    key = "report_silent" if incident.state is State.OPEN else "report_silent_kept"
    values = {"number": incident.number, "code": matter.code}
    body = settings.texts.say(person.language, key, **values)
    draft = notice(session, settings, person, body, code=matter.code, incident_id=incident.id)
    outbox.put(session, draft, now)


def _vouch(entry: Entry, person: Person, matter: Matter) -> Incident:
    """Open an incident of a text of which its sender says that it is a report."""
    text = stored.text_of(entry.session, matter)
    report = read_report(text.body, text.sender, entry.settings.hotline.country)
    added = entry.report.callback  # "81 ja, hans nummer er …"
    report = replace(report, callback=report.callback or added)
    told = replace(
        entry,
        inbound_id=text.id,
        sender=text.sender,
        body=text.body,
        report=report,
        media=text.media,
        received_at=text.received_at,
        late=text.late,
    )
    incident = reports.open_untold(told, _urgent(report))
    events.note(
        entry.session,
        incident.id,
        Happened.NOTE,
        entry.now,
        who=person.key,
        words=entry.body,
        inbound_id=entry.inbound_id,
        text=entry.body,
    )
    return incident


def _urgent(report: Report) -> Report:
    """The report as its sender vouches for it: whatever is read in it, somebody is paged."""
    if report.urgency is Urgency.CRITICAL:
        return report
    return replace(report, urgency=Urgency.CRITICAL, why=(*report.why, "vouched"))


def _made_of(session: Session, matter: Matter) -> Incident | None:
    """The incident that a text has become, if it has."""
    row = stored.text_of(session, matter).incident_id
    return incidents.get(session, row) if row is not None else None


def _say(entry: Entry, person: Person, matter: Matter, key: str, **values: object) -> str:
    return entry.settings.texts.say(person.language, key, code=matter.code, **values)
