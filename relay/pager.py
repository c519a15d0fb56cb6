"""Time passes: escalate() queues the pages that are due, deliver() sends what is queued."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from relay import actions
from relay.core import codes, delivery, escalation, rota, words
from relay.core.crew import Person
from relay.core.escalation import Facts, Ladder, Paged, Plan, Reach
from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind, MessageState
from relay.core.phone import masked
from relay.parts import Relay
from relay.settings import Settings
from relay.sms.gateway import Gateway, Outcome, Refused, Sent
from relay.store import counters, incidents, outbox, questions
from relay.store.models import Incident, Message, Question
from relay.store.outbox import Draft

logger = logging.getLogger(__name__)

SET_BACK = timedelta(minutes=1)  # of an incident whose step failed, so that it blocks no other

# How long a text stays good in the carrier's queue: a page is replaced by its reminder, anything
# else may wait. The carrier takes 5 s to 10 h.
# https://www.twilio.com/docs/messaging/api/message-resource
SHORTEST = timedelta(seconds=30)
LONGEST = timedelta(hours=4)


# ---- escalate -----------------------------------------------------------------------------


def escalate(relay: Relay) -> int:
    """Take the next step of every incident that is due; returns how many were."""
    steps = 0
    while due := relay.database.read(partial(incidents.due, now=relay.clock.now())):
        for incident_id in due:
            _step(relay, incident_id)
        steps += len(due)
        relay.bell.ring()
    return steps


def beat(relay: Relay) -> None:
    """Note that the worker came round; /readyz turns red when this is old."""
    now = relay.clock.now()
    relay.database.write(partial(counters.beat, name="worker", now=now))


def next_due(relay: Relay) -> datetime | None:
    """When there is something to do again, by the clock of the database's rows."""
    return relay.database.read(_next_due)


def _next_due(session: Session) -> datetime | None:
    times = (incidents.next_wake(session), outbox.next_due(session))
    return min((at for at in times if at is not None), default=None)


def _step(relay: Relay, incident_id: int) -> None:
    """One incident's step; a fault in it is logged, and stops neither the others nor itself."""
    try:
        relay.database.write(partial(_escalate_one, relay=relay, incident_id=incident_id))
    except Exception:
        logger.exception("incident id %s: its step failed, tried again in a minute", incident_id)
        later = relay.clock.now() + SET_BACK
        relay.database.write(partial(incidents.set_back, incident_id=incident_id, at=later))


def _escalate_one(session: Session, relay: Relay, incident_id: int) -> None:
    now, settings = relay.clock.now(), relay.settings
    incident = incidents.get(session, incident_id)
    if incident.wake_at is None or incident.wake_at > now:
        return  # another worker was here
    if incident.state is not State.OPEN:
        incident.wake_at = None
        return
    asked = {q.person: q for q in questions.of_incident(session, incident.id)}
    facts = _facts(session, settings, incident, asked, now)
    plan = escalation.plan(facts, now)
    _write_climb(session, incident, facts, plan, now)
    incidents.set_climb(incident, plan.climb, plan.wake_at)
    for page in plan.pages:
        person = settings.people[page.person]
        question = asked.get(person.key) or _ask(session, relay, incident, person, now)
        _page(session, settings, incident, question, person, page, now)


def _facts(
    session: Session,
    settings: Settings,
    incident: Incident,
    asked: dict[str, Question],
    now: datetime,
) -> Facts:
    def on_duty(targets: tuple[str, ...]) -> tuple[str, ...]:
        people = rota.who(
            targets, settings.people, settings.rotations, now, settings.hotline.time_zone
        )
        return tuple(person.key for person in people)

    return Facts(
        opened_at=incident.opened_at,
        ladder=Ladder.from_json(incident.ladder),
        climb=incidents.climb_of(incident),
        paged={key: _paged(session, question) for key, question in asked.items()},
        reach={
            person.key: Reach(sms="sms" in person.notify, voice="voice" in person.notify)
            for person in settings.people.values()
        },
        on_duty=on_duty,
    )


def _paged(session: Session, question: Question) -> Paged:
    """What a person has been sent, and whether the latest page reached the phone."""
    page = questions.last_page(session, question.id)
    failed_at = unconfirmed_since = None
    if page is not None and page.state in (MessageState.UNDELIVERED, MessageState.FAILED):
        failed_at = page.status_at
    elif page is not None and page.state is MessageState.SENT:
        unconfirmed_since = page.sent_at
    return Paged(
        first_at=question.asked_at,
        last_at=question.last_asked_at,
        rung_at=question.rung_at,
        passed_at=question.passed_at,
        failed_at=failed_at,
        unconfirmed_since=unconfirmed_since,
    )


def _write_climb(
    session: Session, incident: Incident, facts: Facts, plan: Plan, now: datetime
) -> None:
    """A line in the timeline for a new level, a round, or a step that reaches nobody."""
    if plan.climb.round > incident.round:
        incidents.note(session, incident.id, Happened.ROUND, now, round=plan.climb.round)
    elif plan.climb.level > incident.level and plan.climb.level > 0:
        incidents.note(session, incident.id, Happened.CLIMBED, now, level=plan.climb.level + 1)
    if not plan.pages and not facts.paged:
        incidents.note(session, incident.id, Happened.NOBODY, now)
        logger.error("incident %s: there is nobody to page", incident.number)


def _ask(
    session: Session, relay: Relay, incident: Incident, person: Person, now: datetime
) -> Question:
    code = codes.pick(
        questions.codes_in_use(session, person.key, now),
        relay.chance.choice,
        incident_numbers=[*questions.numbers_open_to(session, person.key), incident.number],
    )
    return questions.ask(
        session,
        incident_id=incident.id,
        person=person.key,
        phone=person.phone,
        code=code,
        now=now,
    )


def _page(
    session: Session,
    settings: Settings,
    incident: Incident,
    question: Question,
    person: Person,
    page: escalation.Page,
    now: datetime,
) -> None:
    """Put one person's page into the outbox, as text, call or both."""
    if page.sms or Channel.SMS not in person.notify:  # else it is a call between two texts
        question.times += 1
        question.last_asked_at = now
    body = _page_text(settings, incident, question, person, now)
    for channel, wanted in ((Channel.SMS, page.sms), (Channel.VOICE, page.ring)):
        if not wanted:
            continue
        draft = Draft(
            Kind.PAGE,
            person.phone,
            body,
            channel,
            person=person.key,
            incident_id=incident.id,
            question_id=question.id,
        )
        outbox.put(session, draft, now)
        what = Happened.PAGED if channel is Channel.SMS else Happened.RUNG
        incidents.note(session, incident.id, what, now, person=person.key, times=question.times)
    if page.ring:
        question.rung_at = now


def _page_text(
    settings: Settings, incident: Incident, question: Question, person: Person, now: datetime
) -> str:
    ladder = Ladder.from_json(incident.ladder)
    return words.page(
        settings.texts,
        person.language,
        number=incident.number,
        shop=incident.webshop,
        problem=incident.problem or incident.words,
        name=incident.name,
        callback=actions.call_number(incident),
        code=question.code,
        reminder=max(question.times - 1, 0),
        minutes=int((now - incident.opened_at).total_seconds() // 60),
        everyone=escalation.in_last_resort(ladder, incidents.climb_of(incident)),
    )


# ---- deliver ------------------------------------------------------------------------------


def deliver(relay: Relay, gateway: Gateway, *, another: Callable[[], None] | None = None) -> int:
    """Send what may leave now, one message after the other; returns how many were tried.

    Several may run at once, in threads and processes: each message has one sender at a time.

    Args:
        another: called when a message was taken and another waits.
    """
    if not relay.database.read(partial(outbox.any_due, now=relay.clock.now())):
        return 0  # cheaper than a claim, which keeps other writers waiting
    tried = 0
    while deliver_one(relay, gateway, another=another):
        tried += 1
    return tried


def deliver_one(
    relay: Relay, gateway: Gateway, *, another: Callable[[], None] | None = None
) -> bool:
    """Send the most urgent message that may leave now; False when there is none."""
    attempt = f"{relay.chance.getrandbits(128):032x}"
    message, more = relay.database.write(partial(_claim, relay=relay, attempt=attempt))
    if message is None:
        return False
    if more and another is not None:
        another()
    if message.state is MessageState.DROPPED:
        return True
    # No transaction is open while the carrier is spoken to.
    outcome = _hand_over(relay, gateway, message, attempt)
    relay.database.write(partial(_record, relay=relay, attempt=attempt, outcome=outcome))
    logger.info(
        "message %s, %s by %s to %s: %s",
        message.id,
        message.kind,
        message.channel,
        masked(message.recipient),
        type(outcome).__name__.lower(),
    )
    return True


def _claim(session: Session, relay: Relay, attempt: str) -> tuple[Message | None, bool]:
    """Take the most urgent message, or drop it when nobody needs it; and whether more may leave."""
    now, rate = relay.clock.now(), relay.settings.limits.messages_per_second
    message, more = outbox.most_urgent(session, now)
    if message is None:
        return None, False
    if not _still_needed(session, message):
        outbox.drop(message)
        return message, more
    if message.channel is Channel.SMS:
        outbox.keep_pace(session, now, timedelta(seconds=1 / rate))
    outbox.claim(session, message, now, lease=delivery.LEASE, attempt=attempt)
    return message, more


def _still_needed(session: Session, message: Message) -> bool:
    """A page is not, once somebody has the incident or a later page took its place."""
    if message.kind is not Kind.PAGE or message.incident_id is None:
        return True
    if incidents.get(session, message.incident_id).state is not State.OPEN:
        return False
    return not outbox.superseded(session, message)


def _hand_over(relay: Relay, gateway: Gateway, message: Message, attempt: str) -> Outcome:
    if message.channel is Channel.VOICE:
        return gateway.call(message.recipient, attempt=attempt)
    gap = relay.settings.ladder.reminder_gap if message.kind is Kind.PAGE else LONGEST
    valid_for = min(max(gap, SHORTEST), LONGEST)
    return gateway.send(message.recipient, message.body, attempt=attempt, valid_for=valid_for)


def _record(session: Session, relay: Relay, attempt: str, outcome: Outcome) -> None:
    """Write what the carrier answered; a status callback may have been faster and stands."""
    now = relay.clock.now()
    found = outbox.by_attempt(session, attempt)
    if found is None:
        raise LookupError(f"attempt {attempt} is not on the record")
    message, tried = found
    if isinstance(outcome, Sent):
        outbox.finish(tried, now, outcome="sent", sid=outcome.sid)
        outbox.merge_status(message, outcome.status, now, error_code=None, error=None)
        return
    word = "refused" if isinstance(outcome, Refused) else "unknown"
    outbox.finish(tried, now, outcome=word, reason=outcome.reason)
    if message.status is not None:
        return  # the carrier has spoken of it since: it did take it
    if isinstance(outcome, Refused):
        _refused(session, message, outcome, now)
    else:
        message.state = MessageState.UNKNOWN
        message.due_at = now + delivery.DOUBT
        message.error = outcome.reason


def _refused(session: Session, message: Message, outcome: Refused, now: datetime) -> None:
    """Offer it again later, or give it up and act on that at once."""
    message.error_code, message.error = outcome.code or None, outcome.reason
    wait = None
    if not outcome.permanent:
        age = now - message.created_at
        wait = delivery.try_again_after(message.kind, message.tries, age, outcome.retry_after)
    if wait is not None:
        message.state = MessageState.WAITING
        message.due_at = now + wait
        return
    message.state = MessageState.FAILED
    message.status_at = now
    logger.error(
        "message %s to %s failed: %s %s",
        message.id,
        masked(message.recipient),
        outcome.code,
        outcome.reason,
    )
    if message.incident_id is None:
        return
    incidents.note(
        session,
        message.incident_id,
        Happened.FAILED,
        now,
        message=message.id,
        person=message.person,
        channel=message.channel,
        code=outcome.code,
        reason=outcome.reason,
    )
    if message.kind is Kind.PAGE:
        incidents.wake(session, message.incident_id, now)
