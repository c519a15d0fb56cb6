"""A merchant's text: a new incident, or more about one that is open."""

from dataclasses import replace
from datetime import timedelta

from relay import steps
from relay.actions import call_number, merchants_language
from relay.core import words
from relay.core.followup import FollowUp, FollowUpKind, read_followup
from relay.core.incident import Happened, State
from relay.core.message import Kind
from relay.core.phone import sender_number
from relay.core.report import Report
from relay.core.urgency import Urgency
from relay.inbox.entry import Entry
from relay.store import inbound, incidents, outbox, questions
from relay.store.models import Incident
from relay.store.outbox import Draft

INSISTS_WITHIN = timedelta(minutes=10)  # a second text that says nothing is a cry for help
FOLLOW_UP_GAP = timedelta(minutes=5)  # between two lines of additions to one person

STATES = {
    Urgency.CRITICAL: State.OPEN,
    Urgency.ROUTINE: State.REDIRECTED,
    Urgency.NOT_AN_INCIDENT: State.DISMISSED,
}
OPENED = {
    Urgency.CRITICAL: Happened.OPENED,
    Urgency.ROUTINE: Happened.REDIRECTED,
    Urgency.NOT_AN_INCIDENT: Happened.DISMISSED,
}
SILENT = {"spam", "automatic", "thanks", "works again"}  # reasons that call for no answer


def take(entry: Entry) -> str:
    """Open an incident, or add the text to the sender's open one; returns what was done."""
    report = entry.report
    if not entry.body.strip() and entry.media:
        report = replace(report, urgency=Urgency.NOT_AN_INCIDENT, why=("picture only",))
    for incident in incidents.live_of_reporter(entry.session, entry.sender):
        if not _names_another_shop(report, incident):
            return _add(entry, incident)
    return _open(entry, _insistent(entry, report))


def _names_another_shop(report: Report, incident: Incident) -> bool:
    if report.webshop is None or incident.webshop is None:
        return False
    return report.webshop.casefold() != incident.webshop.casefold()


def _insistent(entry: Entry, report: Report) -> Report:
    """A second text within ten minutes that says nothing is taken for a cry for help."""
    if report.urgency is not Urgency.NOT_AN_INCIDENT or SILENT & set(report.why):
        return report
    since = entry.now - INSISTS_WITHIN
    if not incidents.dismissed_since(entry.session, entry.sender, since):
        return report
    return replace(report, urgency=Urgency.CRITICAL, why=(*report.why, "insists"))


def _open(entry: Entry, report: Report) -> str:
    incident = incidents.open_incident(
        entry.session,
        report,
        state=STATES[report.urgency],
        reporter=entry.sender,
        words=entry.body,
        ladder=entry.settings.ladder.to_json(),
        now=entry.now,
        late=entry.late,
    )
    incidents.note(
        entry.session,
        incident.id,
        OPENED[report.urgency],
        entry.now,
        words=entry.body,
        inbound_id=entry.inbound_id,
        why=list(report.why),
    )
    inbound.settle(entry.session, entry.inbound_id, "report", incident_id=incident.id)
    if incident.state is State.OPEN and entry.steps:
        steps.take(entry.session, entry.relay, incident, entry.now)
    answer = _answer(entry, incident, report)
    if answer is not None:
        _to_merchant(entry, incident, answer)
    return f"incident {incident.number} {incident.state}"


def _answer(entry: Entry, incident: Incident, report: Report) -> str | None:
    """What the merchant is told at once; None where an answer would feed a robot."""
    texts = entry.settings.texts
    language = merchants_language(entry.settings, report.language)
    if report.urgency is Urgency.CRITICAL:
        return words.receipt(
            texts,
            language,
            number=incident.number,
            shop=report.webshop,
            callback=call_number(incident),
            missing=_missing(entry, incident),
        )
    if report.urgency is Urgency.ROUTINE:
        return texts.say(
            language,
            "redirected",
            company=entry.settings.hotline.company,
            support=entry.settings.hotline.support,
        )
    return None if SILENT & set(report.why) else texts.say(language, "what_to_send")


def _missing(entry: Entry, incident: Incident) -> tuple[str, ...]:
    """What the receipt asks for; the sender's own number will do as callback."""
    known = {
        "name": incident.name,
        "webshop": incident.webshop,
        "problem": incident.problem,
        "callback": call_number(incident),
    }
    return tuple(field for field, value in known.items() if value is None)


def _to_merchant(entry: Entry, incident: Incident, body: str) -> None:
    if sender_number(entry.sender) is None:
        return  # letters as sender: nobody to answer
    draft = Draft(Kind.RECEIPT, entry.sender, body, incident_id=incident.id)
    outbox.put(entry.session, draft, entry.now)


def _add(entry: Entry, incident: Incident) -> str:
    """A further text about an open incident."""
    added = read_followup(entry.body, entry.sender, entry.settings.hotline.country)
    filled = _fill(incident, added, entry.report.problem)
    incidents.note(
        entry.session,
        incident.id,
        Happened.FOLLOW_UP,
        entry.now,
        words=entry.body,
        inbound_id=entry.inbound_id,
        kind=added.kind,
        filled=filled,
    )
    inbound.settle(entry.session, entry.inbound_id, "follow_up", incident_id=incident.id)
    if added.kind is not FollowUpKind.THANKS:
        _pass_along(entry, incident)
    return f"incident {incident.number} follow-up"


def _fill(incident: Incident, added: FollowUp, problem: str | None) -> list[str]:
    """Fill in what was missing; what was understood before is not overwritten."""
    given = {
        "name": added.name,
        "webshop": added.webshop,
        "callback": added.callback,
        "problem": problem if added.kind is FollowUpKind.ADDITION else None,
    }
    filled = []
    for field, value in given.items():
        if value is not None and getattr(incident, field) is None:
            setattr(incident, field, value)
            filled.append(field)
    return filled


def _pass_along(entry: Entry, incident: Incident) -> None:
    """One line to whoever has the incident, or to all who are being paged for it."""
    for question in questions.of_incident(entry.session, incident.id):
        if question.passed_at is not None:
            continue
        if incident.holder not in (None, question.person):
            continue
        person = entry.settings.people.get(question.person)
        if person is None:
            continue
        outbox.add_line(
            entry.session,
            Draft(
                Kind.FOLLOW_UP,
                person.phone,
                entry.settings.texts.say(
                    person.language, "followup", number=incident.number, words=entry.body
                ),
                person=person.key,
                incident_id=incident.id,
                question_id=question.id,
            ),
            more=words.tame(entry.body),
            gap=FOLLOW_UP_GAP,
            now=entry.now,
        )
