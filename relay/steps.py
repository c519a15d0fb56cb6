"""One incident's next step: the facts, the decision, the pages into the outbox."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from sqlalchemy.orm import Session

from relay import bundles, holders, matters, outage, second_path, telling
from relay.core import escalation, rota, words
from relay.core.crew import Person
from relay.core.delivery import LATE, UP
from relay.core.escalation import Facts, Ladder, Paged, Plan, Told
from relay.core.incident import OPENINGS, Happened, State
from relay.core.message import FAILED, UNTAKEN, Channel, Kind, MessageState
from relay.core.phone import is_premium_or_satellite
from relay.core.reach import Outcome, Reach, reach_of, unanswered
from relay.parts import Relay
from relay.settings import Settings
from relay.store import carriers, events, incidents, messages, outages, outbox, questions, staff
from relay.store.events import Line
from relay.store.models import Incident, Message, Question
from relay.store.outbox import Draft
from relay.store.prepared import write_new

logger = logging.getLogger(__name__)

TO_HOLDER = {Kind.CHECK_IN, Kind.FOLLOW_UP, Kind.NOTICE}  # news that must reach whoever has it


def take(session: Session, relay: Relay, incident: Incident, now: datetime) -> None:
    """Take the step an incident is due: decide it, write what follows, set its next look."""
    asked = questions.of_incident(session, incident.id)
    incidents.forget_future(incident, asked, now)
    if outage.follow(session, relay.settings, incident, now):
        return
    if incident.state is State.ACKNOWLEDGED:
        holders.watch_over(session, relay, incident, now)
    if incident.state is State.OPEN:
        carry_out(decide(session, relay, incident, now, asked))
    elif incident.state is not State.ACKNOWLEDGED:
        incident.wake_at = None


# ---- while nobody has it ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an open incident that was decided, and is being written."""

    session: Session
    relay: Relay
    settings: Settings
    incident: Incident
    asked: Mapping[str, Question]  # by the person's key
    facts: Facts
    plan: Plan
    drilled: frozenset[str]  # keys of people of whom a drill is under way
    now: datetime
    lines: list[Line] = field(default_factory=list)  # of the timeline, written all at once

    @property
    def ladder(self) -> Ladder:
        """The incident's."""
        return self.facts.ladder

    @property
    def gap(self) -> timedelta:
        """Since the pages before."""
        return escalation.gap_until(self.ladder, self.facts.climb)


def decide(
    session: Session,
    relay: Relay,
    incident: Incident,
    now: datetime,
    known: Sequence[Question] = (),
) -> Step:
    """Decide the next step of an open incident and let it be the incident's; it is yet to be taken.

    A new incident is written with it.

    Args:
        session: of the transaction.
        relay: the box.
        incident: of which nobody has taken charge.
        now: the instant.
        known: every question about it; none of one that is yet to be written.
    """
    asked = {question.person: question for question in known}
    standing = staff.standing(session, relay.settings.people.values())
    facts = _facts(session, relay, incident, asked, standing.unwilling, now)
    plan = escalation.plan(facts, now)
    incidents.set_climb(incident, plan.climb, plan.wake_at)
    drilled = standing.drilled
    return Step(session, relay, relay.settings, incident, asked, facts, plan, drilled, now)


def carry_out(step: Step, *before: Line) -> None:
    """Write what a step consists of.

    Args:
        step: as decided.
        before: lines of the timeline that stand before its own; written with them.
    """
    step.lines.extend(before)
    _write_climb(step)
    for page in step.plan.pages:
        person = step.settings.people[page.person]
        question, count = step.asked.get(person.key), None
        if question is None:
            question, count = _draft(step, person)
        if person.key in step.drilled:
            matters.call_off_drill(step.session, step.settings, person, step.now)
        _page(step, question, person, page, count)
    events.note_all(step.session, step.lines)
    if step.plan.tell_merchant:
        _tell_merchant(step)


def _facts(
    session: Session,
    relay: Relay,
    incident: Incident,
    asked: Mapping[str, Question],
    unwilling: frozenset[str],
    now: datetime,
) -> Facts:
    settings = relay.settings

    @cache
    def on_duty(targets: tuple[str, ...]) -> tuple[str, ...]:
        people = rota.who(
            targets, settings.people, settings.rotations, now, settings.hotline.time_zone
        )
        return tuple(person.key for person in people)

    started_at = incidents.started_at(incident)
    return Facts(
        started_at=started_at,
        ladder=Ladder.from_json(incident.ladder),
        climb=incidents.climb_of(incident),
        paged={
            key: _paged(session, relay, question, now)
            for key, question in asked.items()
            # Whoever left the file is paged no more; who was asked before the paging began
            # again is asked when the ladder reaches them, and who has another phone at once.
            if key in settings.people
            and _heard_at(question) >= started_at
            and (question.phone == settings.people[key].phone or question.passed_at is not None)
        },
        reach={
            person.key: reach_of(person, takes_texts=person.phone not in unwilling)
            for person in settings.people.values()
        },
        on_duty=on_duty,
        told=Told(incident.told_times, incident.told_at),
        let_go_at=_let_go_at(incident, asked.values()),
    )


def _let_go_at(incident: Incident, asked: Iterable[Question]) -> datetime | None:
    """When whoever had an open incident passed it on; None when they took their answer back."""
    at = incident.heard_at
    return at if any(one.passed_at == at for one in asked) else None


def _heard_at(question: Question) -> datetime:
    """When a person was first asked, or passed it on: what leaves an outage by that begins anew."""
    return max(_joined_at(question), question.passed_at or _joined_at(question))


def _joined_at(question: Question) -> datetime:
    return question.joined_at or question.asked_at


def _paged(session: Session, relay: Relay, question: Question, now: datetime) -> Paged:
    """What a person has been sent, and whether it reached them."""
    joined_at = _joined_at(question)
    page = questions.last_page(session, question.id, Channel.SMS, now)
    failed_at = unconfirmed_since = None
    if page is not None and page.state in FAILED:
        failed_at = page.status_at
    elif page is not None and page.state is MessageState.SENT:
        unconfirmed_since = page.sent_at
    elif page is not None and page.state in UNTAKEN:
        unconfirmed_since = page.created_at if page.tries else page.due_at
    other = None
    if question.other_at is not None:
        other = questions.last_page(session, question.id, Channel.OTHER, now)
    calls: Sequence[Message] = ()
    if question.rung_at is not None and question.rung_at >= joined_at:
        # A call about another incident serves for this one too, and so does nobody's answer to it:
        # where a list was sent, and to a phone that is only rung.
        is_served = page is None or page.kind is Kind.BUNDLE
        phone = question.phone if is_served else None
        calls = questions.calls_since(session, question.id, joined_at, to=phone)
    call = next(iter(calls), None)
    ended = [Outcome(one.state, one.error_code, one.status) for one in calls if _ended(one)]
    waits = partial(_untaken_since, session, relay, question, now=now)
    return Paged(
        first_at=joined_at,
        last_at=question.last_asked_at,
        rung_at=_since(question.rung_at, joined_at),
        passed_at=_since(question.passed_at, joined_at),
        failed_at=failed_at,
        unconfirmed_since=unconfirmed_since,
        unanswered=unanswered(ended),
        call_failed_at=call.status_at if call is not None and call.state in FAILED else None,
        other_at=_since(question.other_at, joined_at),
        other_failed=other is not None and other.state in FAILED,
        text_untaken_since=waits(page or other),
        call_untaken_since=waits(call),
    )


def _untaken_since(
    session: Session, relay: Relay, question: Question, page: Message | None, *, now: datetime
) -> datetime | None:
    """Since when no way has taken a page; after a minute it goes by the second path as well.

    The sender sees to that at each try; but what holds a page up may be that nobody tries.
    """
    if page is None or page.state not in UNTAKEN:
        return None
    if page.channel.is_traced and now >= page.created_at + LATE:
        second_path.put(session, relay, page, now)
    return questions.untaken_since(session, page, _joined_at(question))


def _since(at: datetime | None, start: datetime) -> datetime | None:
    return at if at is not None and at >= start else None


def _ended(call: Message) -> bool:
    return call.state in (*FAILED, MessageState.DELIVERED)


def _write_climb(step: Step) -> None:
    """A line in the timeline for a new level, a round, or a step that reaches nobody."""
    before, climb = step.facts.climb, step.plan.climb
    if climb.round > before.round:
        _note(step, Happened.ROUND, round=climb.round)
    elif climb.level > max(before.level, 0):
        _note(step, Happened.CLIMBED, level=climb.level + 1)
    if not step.plan.pages and not step.facts.paged:
        _note(step, Happened.NOBODY)
        logger.error("incident %s: there is nobody to page", step.incident.number)


def _note(step: Step, what: Happened, **data: Any) -> None:
    step.lines.append(events.line(step.incident.id, what, step.now, **data))


def _draft(step: Step, person: Person) -> tuple[Question, int]:
    """A question to a person that is yet to be written, and how many others count with it."""
    since = bundles.counts_since(step.settings, step.now)
    load = questions.load(step.session, person.key, step.now, since=since)
    choose = step.relay.chance.choice
    return questions.draft(step.incident, person, load, choose, step.now), load.count


def _page(
    step: Step, question: Question, person: Person, page: escalation.Page, count: int | None
) -> None:
    """Put one person's page into the outbox: a text of its own or a line of a list, a call.

    Args:
        count: how many other questions count with it, where that is known.
    """
    _count(step, question, person, page, step.facts.reach[person.key])
    bundled = bundles.is_due(step.session, step.settings, person, question, step.now, count=count)
    if page.sms and not bundled:
        question.alone_at = _since(question.alone_at, _joined_at(question)) or step.now
    if question.id is None:
        write_new(step.session, question)
    step.session.flush()
    let_go_by = _let_go_of_notices(step, question) if page.sms or page.ring else ""
    if page.sms and bundled:
        bundles.add(step.session, step.settings, person, question, step.now, gap=step.gap)
        step.session.flush()
    elif page.sms:
        _send(step, question, person, Channel.SMS, let_go_by=let_go_by)
    if page.sms:
        _note_page(step, question, Happened.PAGED, bundled=bundled)
    if page.ring:
        if not bundled or not bundles.covers_call(
            step.session, person, question, step.now, gap=step.gap
        ):
            _send(step, question, person, Channel.VOICE)
            _note_page(step, question, Happened.RUNG)
        # A call follows the text before it, also when the clock was set back in between.
        question.rung_at = max(step.now, question.last_asked_at)
    if page.other:
        _send(step, question, person, Channel.OTHER)
        _note_page(step, question, Happened.OTHER)
        question.other_at = step.now


def _let_go_of_notices(step: Step, question: Question) -> str:
    """Let no news of who had it come after a page, which says that nobody has it now.

    Returns:
        Who let go of it, where its person has not heard of that: the page says so.
    """
    given_back_at = step.incident.heard_at
    if given_back_at is None and step.incident.started_at is None:
        return ""  # nobody had it yet
    # That it was given back is told as well while the carrier is in trouble: both try to get
    # through, and what is older has been replaced.
    if given_back_at is not None and carriers.standing(step.session) != UP:
        return ""
    were_to_hear = outbox.let_go_of_notices(step.session, question.id, step.now)
    return _gave_it_back(step) if were_to_hear else ""


def _gave_it_back(step: Step) -> str:
    """The name of whoever had it, and took that back or passed it on; else nothing."""
    last = events.last_step(step.session, step.incident.id)
    if last is None or last.what not in (Happened.UNDONE, Happened.PASSED):
        return ""
    was_open = last.what is Happened.PASSED and last.data["was"]["state"] == State.OPEN
    return "" if was_open else telling.name_of(step.settings, last.who)


def _count(
    step: Step, question: Question, person: Person, page: escalation.Page, can: Reach
) -> None:
    """Note on the question that it is put to its person once more."""
    started_at = incidents.started_at(step.incident)
    if _joined_at(question) < started_at or question.phone != person.phone:
        question.phone = person.phone
        question.joined_at = max(step.now, started_at)  # the clock may have been set back a little
        question.times = 0
        question.alone_at = None
    # Else it is a call or a mail between two texts.
    if page.sms or not can.sms:
        question.times += 1
        question.last_asked_at = step.now
        question.passed_at = None  # when all have passed, all are asked again
        if question.rung_at is not None and question.rung_at > step.now:
            # The clock was set back: that call was before this text all the same.
            question.rung_at = step.now - timedelta(microseconds=1)


def _send(
    step: Step, question: Question, person: Person, channel: Channel, *, let_go_by: str = ""
) -> None:
    body = _page_text(step, question, person, let_go_by)
    if not channel.is_traced:
        hotline = None if carriers.no_replies(step.session) else step.settings.hotline.number
        texts, language = step.settings.texts, person.language
        body = words.elsewhere(texts, language, body, hotline, code=question.code)
    draft = Draft(
        Kind.PAGE,
        person.phone,
        body,
        channel,
        person=person.key,
        incident_id=step.incident.id,
        question_id=question.id,
    )
    outbox.put(step.session, draft, step.now)


def _note_page(step: Step, question: Question, what: Happened, *, bundled: bool = False) -> None:
    _note(step, what, person=question.person, times=question.times, bundled=bundled)


def _page_text(step: Step, question: Question, person: Person, let_go_by: str) -> str:
    incident, now = step.incident, step.now
    callback = incidents.call_number(incident)
    is_first = question.times <= 1
    climb = incidents.climb_of(incident)
    is_alone = escalation.is_recalling(step.ladder, climb, now)
    everyone = escalation.in_last_resort(step.ladder, climb) and not is_alone
    since = incidents.nobodys_since(incident) if everyone else _waits_since(incident)
    return words.page(
        step.settings.texts,
        person.language,
        number=incident.number,
        shop=incident.webshop,
        problem=incident.problem or incident.words,
        name=incident.name,
        callback=callback,
        code=question.code,
        unsure=incident.unsure or (),
        reminder=max(question.times - 1, 0),
        minutes=_minutes(since, now),
        everyone=everyone,
        expensive=callback is not None and is_premium_or_satellite(callback),
        late=incident.late,
        let_go_by=let_go_by,
        reopened=is_first and _was_opened_again(incident),
        extent=_extent(step, person.language),
        attached=_has_files(step),
    )


def _has_files(step: Step) -> bool:
    """Whether a picture or another file came with it; what opens it now is yet to be written."""
    opening = [one for one in step.lines if one["what"] in OPENINGS]
    if opening:
        return any(one["data"].get("media") for one in opening)
    return events.has_files(step.session, step.incident)


def _extent(step: Step, language: str) -> str:
    """How many shops it is; what was written just now leads none, and is not asked about."""
    if step.now <= step.incident.opened_at:
        return ""
    return telling.extent_of(step.session, step.settings, step.incident, language)


def _minutes(start: datetime, now: datetime) -> int:
    """Whole minutes since then; none when the clock was set back before it."""
    return max(int((now - start).total_seconds() // 60), 0)


def _waits_since(incident: Incident) -> datetime:
    """Since when a merchant waits; a clock that was set back counts from then on."""
    return min(incident.reopened_at or incident.opened_at, incidents.started_at(incident))


def _was_opened_again(incident: Incident) -> bool:
    """Whether it is paged once more because it was closed; not because somebody let go of it."""
    return incident.reopened_at is not None and incident.reopened_at == incident.started_at


def _tell_merchant(step: Step) -> None:
    """Tell the merchant that we are still trying."""
    incident, now = step.incident, step.now
    incident.told_times += 1
    incident.told_at = now
    for one in (incident, *outages.attached(step.session, incident.id)):
        if one.state is State.OPEN:
            _still_trying(step, one)


def _still_trying(step: Step, incident: Incident) -> None:
    now = step.now
    # What joined an outage waits since somebody had that last, or since it was written itself.
    starts = [incidents.nobodys_since(one) for one in (incident, step.incident)]
    minutes = _minutes(max(starts), now)
    if telling.to_merchant(
        step.session,
        step.settings,
        incident,
        "still_trying",
        now,
        number=incident.number,
        minutes=minutes,
    ):
        times = step.incident.told_times
        events.note(step.session, incident.id, Happened.TOLD, now, times=times)


# ---- what became of a message -------------------------------------------------------------


def follow(session: Session, relay: Relay, message: Message, now: datetime) -> bool:
    """Act on a message that failed: a line in the timeline, and for a page its next step now.

    Returns:
        Whether an incident is due because of it.
    """
    if message.state not in FAILED:
        return False
    if message.kind is Kind.BUNDLE:
        incident_ids = [one.incident_id for one in questions.of_bundle(session, message.id)]
    else:
        incident_ids = [message.incident_id] if message.incident_id is not None else []
    for incident_id in incident_ids:
        events.note(
            session,
            incident_id,
            Happened.FAILED,
            now,
            message=message.id,
            person=message.person,
            channel=message.channel,
            status=message.status,
            code=message.error_code,
            reason=message.error,
        )
        incident = incidents.get(session, incident_id)
        if message.kind is Kind.CHECK_IN and not messages.may_be_read(session, message):
            holders.give_up_waiting(incident, message, now)
        elif message.kind in TO_HOLDER and _is_text_to(incident.holder, message):
            holders.ring(session, relay, incident, now, instead_of=message)
        if message.kind.is_page or message.kind is Kind.CHECK_IN:
            incidents.wake(session, incident_id, now)
    if message.kind is Kind.PAGE and message.channel is Channel.VOICE and message.person:
        # It may be the second that they do not answer, whatever each was about.
        for question, incident in questions.open_to(session, message.person):
            if question.rung_at is not None and incident.state is State.OPEN:
                incidents.wake(session, incident.id, now)
    return bool(incident_ids) and (message.kind.is_page or message.kind is Kind.CHECK_IN)


def _is_text_to(holder: str | None, message: Message) -> bool:
    return message.channel is Channel.SMS and message.person == holder
