"""What a person does to an incident, whichever door they came by: SMS, keypad or page."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from relay import bundles
from relay.core import rota
from relay.core.daytime import local_time
from relay.core.escalation import (
    Climb,
    Ladder,
    again,
    in_last_resort,
    joined_with_level,
    round_gap,
)
from relay.core.holding import Lost, watch
from relay.core.incident import Act, Happened, Standing, State, Verdict, judge
from relay.core.message import Kind
from relay.core.urgency import Urgency
from relay.core.words import followed_by
from relay.settings import Settings
from relay.store import (
    corrections,
    events,
    incidents,
    optouts,
    outages,
    outbox,
    questions,
    staff,
)
from relay.store.models import Incident, Question
from relay.store.outbox import Draft
from relay.telling import (
    AFTER_THE_REPLY,
    PAGES_AFTER,
    Doing,
    answer_says_who,
    as_it_is,
    code_of,
    holder_if_other,
    holder_of_it_or_outage,
    name_of,
    not_with_it,
    others,
    shop_of,
    tell_crew,
    tell_merchant,
    tell_that_it_is_closed,
    tell_what_was_added,
    tell_who_has_it,
    to_merchant,
    with_what_others_called_it,
    you_have_it,
)

HAPPENED = {
    Act.TAKE: Happened.TAKEN,
    Act.CALLED: Happened.CALLED,
    Act.CLOSE: Happened.CLOSED,
    Act.PASS: Happened.PASSED,
}


def act(doing: Doing, what: Act, *, reason: str = "") -> str:
    """Take, tell that the merchant was called, close or pass on; returns the answer to give.

    Whoever takes, closes or passes on one of an outage takes it out.
    """
    incident = doing.incident
    verdict = judge(what, standing(incident, doing.question), doing.person.key)
    if verdict is not Verdict.DONE:
        doing.note(Happened.ANSWERED, act=what, verdict=verdict)
        return as_it_is(doing, verdict)
    was = snapshot(incident)
    answer = _DO[what](doing, reason)
    if was["state"] == State.OPEN and what in (Act.TAKE, Act.CALLED):
        answer = with_what_others_called_it(doing, answer)
    if what is not Act.PASS:
        answer = followed_by(
            answer, not_with_it(doing.session, doing.settings, incident, doing.person)
        )
    outages.wake(doing.session, incident.id, doing.now)
    doing.note(HAPPENED[what], was=was)
    return answer


def hear(doing: Doing) -> None:
    """Note that whoever has an incident wrote about it: what was asked of them is answered."""
    incident = doing.incident
    if incident.state is State.ACKNOWLEDGED and incident.holder == doing.person.key:
        incident.heard_at, incident.asked_at = doing.now, None
        watch_from(incident, doing.now)


def correct(
    session: Session,
    incident: Incident,
    urgency: Urgency,
    *,
    who: str,
    now: datetime,
    words: str | None = None,
    inbound_id: int | None = None,
) -> None:
    """Keep what somebody says an incident's first text really was, as a sample to learn from."""
    corrections.write(session, incident_id=incident.id, urgency=urgency, who=who, now=now)
    events.note(
        session,
        incident.id,
        Happened.CORRECTED,
        now,
        who=who,
        words=words,
        inbound_id=inbound_id,
        urgency=urgency,
    )


def open_after_all(session: Session, settings: Settings, incident: Incident, now: datetime) -> None:
    """Have an incident paged that was put aside, and tell the merchant."""
    incidents.start_again(session, incident, Climb(), now)
    to_merchant(session, settings, incident, "paged_after_all", now, number=incident.number)


def let_go(
    session: Session, settings: Settings, incident: Incident, why: Lost, now: datetime
) -> None:
    """Have an incident paged again because whoever had it fell silent, or is on call no more."""
    holder, ladder = incident.holder, Ladder.from_json(incident.ladder)
    recalled = None if why is Lost.GONE else holder
    climb = again(ladder, incidents.climb_of(incident), recalled, now, wait=why is Lost.SILENT)
    incidents.start_again(session, incident, climb, now)
    outages.wake(session, incident.id, now)
    called = {"called": True} if incident.called_at is not None else {}  # by whomever
    events.note(session, incident.id, Happened.LAPSED, now, person=holder, why=why, **called)
    if why is Lost.GONE:
        _tell_former(session, settings, incident, holder or "", now)
    key = "lapsed"
    if why is Lost.NOT_CALLED:
        key = "call_late" if incident.called_at is None else "call_late_again"
    to_merchant(session, settings, incident, key, now, number=incident.number)


def _tell_former(
    session: Session, settings: Settings, incident: Incident, holder: str, now: datetime
) -> None:
    """Tell whoever had an incident and has left the file that others are paged for it."""
    present = {person.phone for person in settings.people.values()}
    for former in staff.of_person(session, holder):
        if former.phone in present or optouts.opted_out(session, [former.phone]):
            continue
        body = settings.texts.say(former.language, "left_crew_holder", number=incident.number)
        draft = Draft(Kind.REPLY, former.phone, body, person=former.person, incident_id=incident.id)
        outbox.put(session, draft, now)


def standing(incident: Incident, question: Question | None = None) -> Standing:
    """What an act on an incident is judged by, of whoever was asked a question about it."""
    called = incidents.called_since_taken(incident) is not None
    passed_at = question.passed_at if question is not None else None
    passed = passed_at is not None and passed_at >= incidents.started_at(incident)
    return Standing(incident.state, incident.holder, called, passed)


def _take(doing: Doing, _reason: str) -> str:
    _becomes_held(doing)
    if incidents.called_since_taken(doing.incident) is not None:  # by them, who had it before
        return doing.say("called_you", number=doing.incident.number, code=code_of(doing))
    return you_have_it(doing)


def _called(doing: Doing, _reason: str) -> str:
    incident = doing.incident
    incident.called_at, incident.called_by = doing.now, doing.person.key
    incident.nudged_at = None
    if incident.state is State.CLOSED:
        return doing.say("called_closed", number=incident.number)
    was_taken = incident.state is not State.OPEN
    if not was_taken:
        _becomes_held(doing)
    watch_from(incident, doing.now)
    if incident.holder != doing.person.key:
        tell_crew(doing, holder_if_other(doing), "called_by_other", who=doing.person.name)
        answer_says_who(doing)
        who = name_of(doing.settings, incident.holder)
        return doing.say("called_for", number=incident.number, who=who)
    key = "called_having" if was_taken else "called_you"  # an undo takes the last answer back
    return doing.say(key, number=doing.incident.number, code=code_of(doing))


def _close(doing: Doing, reason: str) -> str:
    incident = doing.incident
    told = others(doing) if incident.state is State.OPEN else holder_of_it_or_outage(doing)
    outbox.hurry_lines(doing.session, incident.id, doing.now)
    incident.state, incident.outage_of = State.CLOSED, None
    incident.holder = incident.holder or doing.person.key
    incident.taken_at = incident.taken_at or doing.now
    incident.closed_at, incident.closed_by = doing.now, doing.person.key
    incident.close_reason = reason or None
    incident.wake_at = None
    quarantine = Ladder.from_json(incident.ladder).code_quarantine
    questions.free_codes(doing.session, incident.id, doing.now + quarantine)
    bundles.refresh(doing.session, doing.settings, incident.id)
    tell_crew(doing, told, "closed_other", who=doing.person.name)
    told_merchant = tell_that_it_is_closed(doing.session, doing.settings, incident, doing.now)
    return _closed(doing, told_merchant=told_merchant)


def _closed(doing: Doing, *, told_merchant: bool) -> str:
    """What whoever closed it hears, also of shops that joined and that they have not heard of."""
    incident, code = doing.incident, code_of(doing)
    attached = outages.attached(doing.session, incident.id)
    parts = [one for one in attached if one.state in outages.LIVE]
    if parts:
        shop = shop_of(parts[-1], doing.settings, doing.person.language)
        latest = f"{parts[-1].number} {shop}"
        shops = outages.shops_led(doing.session, incident)
        said = {"number": incident.number, "shops": shops, "latest": latest, "code": code}
        # Many reports may be of one shop, or of one phone.
        return doing.say("closed_outage" if shops > 1 else "closed_outage_one", **said)
    key = "closed_you" if told_merchant else "closed_you_untold"
    return doing.say(key, number=incident.number, code=code)


def _pass_on(doing: Doing, _reason: str) -> str:
    incident = doing.incident
    incident.outage_of = None
    if doing.question is not None:
        doing.question.passed_at = _passed_at(doing)
        bundles.refresh(doing.session, doing.settings, incident.id)
    answer = passed(doing, "passed_you")
    if incident.state is State.ACKNOWLEDGED:
        becomes_open(doing)
    incident.wake_at = doing.now
    return answer


def passed(doing: Doing, key: str) -> str:
    """What whoever passes an incident on hears of who is paged then, and when.

    Args:
        doing: the act, before anything follows from it.
        key: how the keys of the sentences begin.
    """
    incident = doing.incident
    ladder, climb = Ladder.from_json(incident.ladder), incidents.climb_of(incident)
    is_open, end, time = incident.state is State.OPEN, "", ""
    if is_open and climb.round_at is not None:  # the others have been paged with this round
        again_at = climb.round_at + round_gap(ladder, climb)
        end, time = "_again", local_time(again_at, doing.settings.hotline.time_zone)
    elif in_last_resort(ladder, climb):
        end = "_last"
    elif is_open and not _is_of_its_level(doing):
        end = "_already"
    return doing.say(f"{key}{end}", number=incident.number, code=code_of(doing), time=time)


def _is_of_its_level(doing: Doing) -> bool:
    """Whether whoever acts is paged because of the level that is running, not an earlier one."""
    settings, question = doing.settings, doing.question
    climb = incidents.climb_of(doing.incident)
    levels = Ladder.from_json(doing.incident.ladder).levels
    if question is None or not 0 <= climb.level < len(levels):
        return True
    on_duty = rota.who(
        levels[climb.level].notify,
        settings.people,
        settings.rotations,
        doing.now,
        settings.hotline.time_zone,
    )
    joined_at = question.joined_at or question.asked_at
    return doing.person in on_duty or joined_with_level(climb, doing.person.key, joined_at)


def _passed_at(doing: Doing) -> datetime:
    """Since when a person is passed over: now, or since the pass that they have just taken back.

    The level after that one has been paged already, and one pass is one level.
    """
    step = events.step_to_undo(doing.session, doing.incident.id, doing.person.key)
    started_at = incidents.started_at(doing.incident)
    now = max(doing.now, started_at)  # the clock may have been set back a little
    if step is None or step.who != doing.person.key or "passed_at" not in step.data:
        return now
    before = datetime.fromisoformat(step.data["passed_at"])
    return before if before >= started_at else now


def _becomes_held(doing: Doing) -> None:
    incident = doing.incident
    incident.state, incident.outage_of = State.ACKNOWLEDGED, None
    incident.holder = doing.person.key
    incident.taken_at = doing.now
    if doing.question is not None:
        doing.question.passed_at = None
    watch_from_start(incident, doing.now)
    bundles.refresh(doing.session, doing.settings, incident.id)
    tell_others(doing)
    tell_who_has_it(doing.session, doing.settings, incident, doing.now)
    tell_what_was_added(doing)


def tell_others(doing: Doing) -> None:
    """Tell everybody else who was paged who has it now."""
    time = local_time(doing.now, doing.settings.hotline.time_zone)
    tell_crew(doing, others(doing), "taken_other", who=doing.person.name, time=time)


def becomes_open(doing: Doing) -> None:
    """Let nobody have an incident any more: it is open, and paged at once."""
    incident = doing.incident
    was_closed = incident.state is State.CLOSED
    incident.state = State.OPEN
    incident.holder = None
    incident.taken_at = None
    incidents.forget_watch(incident)
    incident.heard_at = doing.now
    incident.told_times, incident.told_at = 0, doing.now  # they hear now that it was given back
    incident.wake_at = doing.now + PAGES_AFTER
    incident.round_at = None  # in the last resort all are paged now, not when the round is over
    # Whoever is paged at once needs no other text about it.
    due_at = doing.now + AFTER_THE_REPLY
    key = "unclosed_other" if was_closed else "undone_other"
    tell_crew(doing, others(doing), key, due_at=due_at, who=doing.person.name)
    if not was_closed:
        tell_merchant(doing, "undone", number=incident.number)


def watch_from_start(incident: Incident, now: datetime) -> None:
    """Begin to watch over an incident that somebody has just got."""
    incidents.forget_watch(incident)
    incident.heard_at = now
    watch_from(incident, now)


def watch_from(incident: Incident, now: datetime) -> None:
    """Look at an incident that somebody has when they are to be asked about it next."""
    incident.wake_at = watch(incidents.held(incident, is_on_call=True), now).wake_at


def snapshot(incident: Incident) -> dict[str, Any]:
    """How an incident stands, as its timeline keeps it for whoever takes the next step back."""
    part = {"outage_of": incident.outage_of} if incident.outage_of is not None else {}
    return {
        **part,
        "state": incident.state,
        "holder": incident.holder,
        "taken_at": incident.taken_at.isoformat() if incident.taken_at else None,
        "called_at": incident.called_at.isoformat() if incident.called_at else None,
        "called_by": incident.called_by,
    }


_DO = {Act.TAKE: _take, Act.CALLED: _called, Act.CLOSE: _close, Act.PASS: _pass_on}
