"""A text to every merchant of an outage: echoed to whoever wrote it, and sent by a code."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from relay import actions, telling
from relay.core import codes
from relay.core.crew import Person
from relay.core.escalation import Ladder
from relay.core.incident import Happened
from relay.core.message import Kind
from relay.core.passed_on import is_put_off
from relay.core.reply import Reply, Word
from relay.core.segments import shorten
from relay.core.words import tame
from relay.settings import Settings
from relay.store import incidents, outages, outbox, questions
from relay.store.models import Broadcast, Incident
from relay.store.outbox import Draft
from relay.telling import Doing, merchants_language
from relay.texting import may_text

LONGEST = 190  # septets; its echo then takes two segments
GOOD_FOR = timedelta(minutes=30)  # after that a text is out of date, and is not sent

Choose = Callable[[Sequence[int]], int]
"""Picks one of several, at random."""


def propose(doing: Doing, rest: str, choose: Choose) -> str:
    """Echo a text to every merchant of an outage, with the code that sends it.

    Also to those whose reports made it one, and are paged for themselves.
    """
    lead = doing.incident
    doing.note(Happened.ANSWERED)
    words = shorten(tame(rest), LONGEST)
    if not words:
        return doing.say("all_empty", code=telling.code_of(doing))
    attached = outages.parts(doing.session, lead)
    beside = outages.live_beside(doing.session, lead, doing.settings.limits.storm.within)
    reached = [
        one
        for one in (lead, *attached, *beside)
        if may_text(doing.session, doing.settings, one.reporter)
    ]
    if not attached or not reached:
        return doing.say("all_nobody", number=lead.number)
    load = questions.load(doing.session, doing.person.key, doing.now)
    code = codes.pick(
        load.codes,
        choose,
        incident_numbers=load.numbers,
        newest=max(one.number for one in (lead, *attached)),
    )
    quarantine = Ladder.from_json(lead.ladder).code_quarantine
    outages.propose(
        doing.session,
        incident_id=lead.id,
        person=doing.person.key,
        code=code,
        words=words,
        incidents=[one.id for one in reached],
        now=doing.now,
        free_at=doing.now + GOOD_FOR + quarantine,
    )
    return doing.say("all_echo", recipients=len(_one_a_phone(reached)), words=words, code=code)


def answer(
    session: Session,
    settings: Settings,
    person: Person,
    reply: Reply,
    *,
    words: str,
    inbound_id: int,
    now: datetime,
) -> tuple[str, Incident] | None:
    """Send a text that was echoed, or let it be; None when the code stands for none."""
    proposed = outages.proposed(session, person.key, reply.code or 0, now)
    if proposed is None:
        return None
    lead = incidents.get(session, proposed.incident_id)
    doing = Doing(session, settings, person, lead, None, words, inbound_id, now)
    answer = _settle(doing, proposed, reply)
    actions.hear(doing)
    return answer, lead


def awaiting(session: Session, person: Person, now: datetime) -> Broadcast | None:
    """The text of a person's that waits for its code; a bare "ok" does not send it."""
    return outages.awaiting(session, person.key, now - GOOD_FOR)


def _settle(doing: Doing, proposed: Broadcast, reply: Reply) -> str:
    if proposed.answered_at is not None:
        doing.note(Happened.ANSWERED)
        return doing.say("all_already")
    if doing.now - proposed.asked_at > GOOD_FOR:
        doing.note(Happened.ANSWERED)
        return doing.say("all_late")
    if reply.word is Word.PASS or (reply.word is Word.UNDO and not reply.negated):
        doing.note(Happened.ANSWERED)
        proposed.answered_at = doing.now
        return doing.say("all_dropped")
    closed_at = doing.incident.closed_at
    if closed_at is not None and closed_at > proposed.asked_at:
        doing.note(Happened.ANSWERED)
        proposed.answered_at = doing.now
        return doing.say("all_closed", number=doing.incident.number)
    if reply.word is not Word.TAKE or reply.negated or is_put_off(reply.rest):
        doing.note(Happened.ANSWERED)
        recipients = recipients_of(doing.session, proposed)
        return doing.say("all_pending", code=proposed.code, recipients=recipients)
    proposed.answered_at, proposed.is_sent = doing.now, True
    affected = [incidents.get(doing.session, one) for one in proposed.incidents]
    meant = _one_a_phone(one for one in affected if _is_meant(doing, proposed, one))
    sent = sum(_send(doing, proposed, one) for one in meant)
    doing.note(Happened.BROADCAST, text=proposed.words, recipients=sent)
    return doing.say("all_sent", recipients=sent)


def _is_meant(doing: Doing, proposed: Broadcast, incident: Incident) -> bool:
    """Whether a shop that was counted is still of the outage: not closed since, nor taken out."""
    left_at = incident.left_outage_at
    if left_at is not None and left_at > proposed.asked_at:
        return False
    return incident.state in outages.LIVE or incident.closed_at == doing.incident.closed_at


def _send(doing: Doing, proposed: Broadcast, incident: Incident) -> bool:
    if not may_text(doing.session, doing.settings, incident.reporter):
        return False
    language = merchants_language(doing.settings, incident.language)
    body = doing.settings.texts.say(
        language, "outage_news", number=incident.number, words=proposed.words
    )
    draft = Draft(Kind.UPDATE, incident.reporter, body, incident_id=incident.id)
    outbox.put(doing.session, draft, doing.now)
    return True


def recipients_of(session: Session, proposed: Broadcast) -> int:
    """How many phones a text was proposed for."""
    return len(_one_a_phone(incidents.get(session, one) for one in proposed.incidents))


def _one_a_phone(affected: Iterable[Incident]) -> list[Incident]:
    return list({one.reporter: one for one in affected}.values())
