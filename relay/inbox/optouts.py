"""The carrier's own words: who writes STOP gets no more texts, whoever it is.

The carrier acts on them as well, so that a text to such a phone would be refused (error 21610):
https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
"""

from relay import actions, holders
from relay.core import rota
from relay.core.crew import Person, managers
from relay.core.escalation import (
    Ladder,
    Level,
    in_last_resort,
    is_recalling,
    joined_with_level,
)
from relay.core.holding import Lost
from relay.core.incident import Happened, State
from relay.core.message import Kind
from relay.core.reply import is_opt_in, is_opt_out
from relay.inbox.entry import Entry
from relay.store import events, inbound, incidents, optouts, outbox, questions
from relay.store.models import Incident, Question
from relay.store.outbox import Draft
from relay.texting import notice


def take(entry: Entry, person: Person | None) -> str | None:
    """Act on a text that is one of the carrier's words; None when there is more to do with it."""
    if is_opt_out(entry.body):
        is_known = bool(optouts.opted_out(entry.session, [entry.sender]))
        optouts.opt_out(entry.session, entry.sender, entry.now)
        if person is None:
            return None
        return _said_again(entry, person) if is_known else _alarm(entry, person)
    if is_opt_in(entry.body) and optouts.opt_in(entry.session, entry.sender):
        return _back(entry, person) if person is not None else None
    return None


def _said_again(entry: Entry, person: Person) -> str:
    inbound.settle(entry.session, entry.inbound_id, "reply")
    return f"{person.key} wants no more texts, as before"


def _alarm(entry: Entry, person: Person) -> str:
    """Somebody on call can be texted no more: others are paged now, and the managers told.

    For what they have they are rung; who is never rung has it no more.
    """
    inbound.settle(entry.session, entry.inbound_id, "reply")
    can_be_rung = "voice" in person.notify
    for question, incident in questions.open_to(entry.session, person.key):
        events.note(
            entry.session,
            incident.id,
            Happened.OPTED_OUT,
            entry.now,
            who=person.key,
            words=entry.body,
            inbound_id=entry.inbound_id,
            held=can_be_rung and incident.holder == person.key,
        )
        if incident.state is State.OPEN and question.passed_at is None:
            _hurry(entry, incident, question)
        elif incident.holder == person.key and can_be_rung:
            holders.ring(entry.session, entry.relay, incident, entry.now)
        elif incident.holder == person.key and incident.state is State.ACKNOWLEDGED:
            # No news would reach them, nor whether they are still on it.
            actions.let_go(entry.session, entry.settings, incident, Lost.SILENT, entry.now)
    _tell_managers(entry, person, "opted_out_staff" if can_be_rung else "opted_out_staff_unrung")
    return f"{person.key} wants no more texts"


def _hurry(entry: Entry, incident: Incident, question: Question) -> None:
    """The person's next page is due, by another channel; and so is the next level.

    That one comes once: to whoever was paged before the level began, it has come already, unless
    the level is theirs alone.
    """
    ladder = Ladder.from_json(incident.ladder)
    question.last_asked_at = entry.now - ladder.reminder_gap
    climb = incidents.climb_of(incident)
    began_at = question.joined_at or question.asked_at
    if climb.level >= 0 and not in_last_resort(ladder, climb):
        level = ladder.levels[climb.level]
        is_alone = _on_duty(entry, level) == {question.person}
        if is_alone or (
            not is_recalling(ladder, climb, entry.now)
            and joined_with_level(climb, question.person, began_at)
        ):
            incident.level_at = entry.now - level.lasts
        elif is_recalling(ladder, climb, entry.now):
            incident.level_at = entry.now
    incident.wake_at = entry.now


def _on_duty(entry: Entry, level: Level) -> set[str]:
    """Who is paged on a level now, by key."""
    settings = entry.settings
    found = rota.who(
        level.notify, settings.people, settings.rotations, entry.now, settings.hotline.time_zone
    )
    return {one.key for one in found}


def _back(entry: Entry, person: Person) -> str | None:
    _tell_managers(entry, person, "opted_in_staff")
    if entry.body.strip(" \t\r\n.!\"'").casefold() == "yes":
        return None  # it answers a question as well
    inbound.settle(entry.session, entry.inbound_id, "reply")
    body = entry.settings.texts.say(person.language, "opted_in_you")
    draft = Draft(Kind.REPLY, person.phone, body, person=person.key)
    outbox.put(entry.session, draft, entry.now)
    return f"{person.key} wants texts again"


def _tell_managers(entry: Entry, person: Person, key: str) -> None:
    """A notice to the managers; to everybody else where there is no other manager."""
    for one in managers(entry.settings.people, about=person.key):
        body = entry.settings.texts.say(one.language, key, who=person.name)
        outbox.put(entry.session, notice(entry.session, entry.settings, one, body), entry.now)
