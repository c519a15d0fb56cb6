"""Whoever has an incident: asked whether they are still on it, and let go when they are silent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from relay import actions, second_path, telling
from relay.core import holding, words
from relay.core.crew import Person
from relay.core.escalation import Ladder
from relay.core.holding import Ask, Held
from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind
from relay.parts import Relay
from relay.store import carriers, events, incidents, messages, outbox, questions
from relay.store.models import Incident, Message
from relay.store.outbox import Draft
from relay.texting import way_to_tell


def watch_over(session: Session, relay: Relay, incident: Incident, now: datetime) -> None:
    """Ask whoever has an incident what is due, or have it paged again."""
    settings = relay.settings
    person = settings.people.get(incident.holder or "")
    held = incidents.held(incident, is_on_call=person is not None)
    if person is not None:
        held = replace(held, news_at=_news_at(session, incident, person, held))
    watch = holding.watch(held, now)
    if watch.lost is not None or person is None:
        actions.let_go(session, settings, incident, watch.lost or holding.Lost.GONE, now)
        return
    if watch.ask is not None:
        _ask(session, relay, incident, person, watch.ask, now)
    incident.wake_at = watch.wake_at


def _news_at(session: Session, incident: Incident, person: Person, held: Held) -> datetime | None:
    """When whoever gets no texts is to be rung for what their merchants added; None for nothing."""
    if way_to_tell(session, person) is not Channel.VOICE:
        return None
    added = [event for _, event in telling.added_since(session, incident, held.taken_at)]
    news = [event for event in added if event.at > held.heard_at]
    if not news:
        return None
    due_at, rung_at = min(event.at for event in news), None
    if len(news) < len(added):  # a call has brought them some before
        rung_at = messages.last_asked_by_call(session, incident.id, person.key)
    if rung_at is not None:
        due_at = max(due_at, rung_at + holding.NEWS_GAP)
    return min([due_at, *(event.at for event in news if event.data.get("at_once"))])


def ring(
    session: Session,
    relay: Relay,
    incident: Incident,
    now: datetime,
    *,
    instead_of: Message | None = None,
) -> None:
    """Ask whoever has an incident by call whether they are still on it, where texts reach nobody.

    The call brings them to the news that the text would have been, and silence the next level. It
    does nothing when they are asked already, take texts, or cannot be rung.

    Args:
        instead_of: the text to them that has failed; else it is looked up whether they take any.
    """
    person = relay.settings.people.get(incident.holder or "")
    if person is None or incident.state is not State.ACKNOWLEDGED:
        return
    if incident.asked_at not in (None, instead_of.created_at if instead_of else None):
        return
    ways = second_path.ways_to_ask(session, relay.settings, person)
    if instead_of is not None:
        ways = [Channel.VOICE, *(way for way in ways if not way.is_traced)]
    if Channel.SMS in ways or "voice" not in person.notify:
        return
    _ask(session, relay, incident, person, Ask.STILL_ON_IT, now, ways)
    incident.wake_at = now  # the next look is set from there


def ring_who_may_not_know(session: Session, relay: Relay, message: Message, now: datetime) -> None:
    """Ask whoever has an incident again by what somebody else took back, by call.

    It does nothing but for the text that tells them so, which did not arrive and is sent again
    later: they may not know until then that it is theirs.
    """
    if message.kind is not Kind.NOTICE or message.incident_id is None:
        return
    incident = incidents.get(session, message.incident_id)
    step = events.last_step(session, incident.id)
    if step is None or step.what is not Happened.UNDONE or step.at != message.created_at:
        return
    if step.data.get("step") == Happened.CALLED:
        return  # they have had it all the time
    if incident.heard_at is not None and incident.heard_at > message.created_at:
        return  # they have written, or said so in a call
    if message.person == incident.holder != step.who:
        ring(session, relay, incident, now, instead_of=message)


def ask_elsewhere(session: Session, relay: Relay, now: datetime) -> None:
    """Ask again by the second path what a carrier that has gone out of use was to ask holders.

    Once: while a carrier comes and goes, silence gives an incident back all the same.
    """
    for question in outbox.waiting(session, [Kind.CHECK_IN], now):
        incident = incidents.get(session, question.incident_id or 0)
        ask = _what_it_asks(incident, question)
        person = relay.settings.people.get(incident.holder or "")
        if ask is None or person is None or person.key != question.person:
            continue
        if all(way.is_traced for way in second_path.ways_to_ask(session, relay.settings, person)):
            continue  # no other way takes it, and silence counts from when they were asked
        if not messages.was_asked_elsewhere(session, question):
            _ask(session, relay, incident, person, ask, now)
            incident.wake_at = now  # the next look is set from there


def _what_it_asks(incident: Incident, question: Message) -> Ask | None:
    """What a question to a holder is still to be answered for; None: nothing any more."""
    if incident.nudged_at == question.created_at:
        return Ask.CALLED_YET
    return Ask.STILL_ON_IT if incident.asked_at == question.created_at else None


def _ask(
    session: Session,
    relay: Relay,
    incident: Incident,
    person: Person,
    ask: Ask,
    now: datetime,
    ways: Sequence[Channel] = (),
) -> None:
    settings = relay.settings
    asked = {q.person: q for q in questions.of_incident(session, incident.id)}
    question = asked.get(person.key) or questions.ask(
        session, incident, person, relay.chance.choice, now
    )
    session.flush()  # a new question has its id from here on
    if ask is Ask.STILL_ON_IT:
        key, what, incident.asked_at = "check_in", Happened.ASKED, now
    else:
        key, what, incident.nudged_at = "nudge", Happened.NUDGED, now
    say = partial(
        settings.texts.say,
        person.language,
        number=incident.number,
        shop=telling.shop_of(incident, settings, person.language),
        name=incident.name or "",
        callback=telling.number_to_call(incident, settings, person.language),
        code=question.code,
        minutes=int(holding.CALL_GRACE.total_seconds() // 60),
    )
    body = say(key)
    if carriers.no_replies(session):
        aside = say(f"{key}_page")
    else:
        aside = words.elsewhere(settings.texts, person.language, body, settings.hotline.number)
    for channel in ways or second_path.ways_to_ask(session, settings, person):
        draft = Draft(
            Kind.CHECK_IN,
            person.phone,
            body if channel.is_traced else aside,
            channel,
            person=person.key,
            incident_id=incident.id,
            question_id=question.id,
        )
        outbox.put(session, draft, now)
    events.note(session, incident.id, what, now, person=person.key)


def give_up_waiting(incident: Incident, message: Message, now: datetime) -> None:
    """A question that did not reach its holder will not be answered: silence from now on."""
    ladder = Ladder.from_json(incident.ladder)
    if incident.asked_at == message.created_at:
        incident.asked_at = now - ladder.check_in_answer
    if incident.nudged_at == message.created_at:
        incident.nudged_at = now - holding.CALL_GRACE
