"""What a person at a screen does: signs in and out, corrects, takes an incident."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from relay import actions
from relay.core.crew import Person
from relay.core.incident import Act, State
from relay.core.message import Kind
from relay.core.urgency import Urgency
from relay.desk.log import OTHER
from relay.parts import Relay, Work
from relay.store import incidents, outbox, questions, users
from relay.store.faults import DatabaseBusy
from relay.store.outbox import Draft
from relay.store.users import SignedIn
from relay.telling import Doing

logger = logging.getLogger(__name__)

TOUCH_WAIT = timedelta(milliseconds=500)


class NotOnCall(Exception):
    """The user who is signed in is linked to no person in oncall.yaml."""


# ---- signing in ---------------------------------------------------------------------------


def sign_in(relay: Relay, name: str, password: str, *, address: str) -> str | None:
    """Begin a session and return its secret; None when name and password do not fit.

    Raises:
        TooManyTries: when this name may not be tried from this address now.
        DatabaseBusy: when it could not be written.
    """
    now = relay.clock.now()
    return users.sign_in(relay.database, name, password, address=address, now=now)


def signed_in(relay: Relay, secret: str, *, in_use: bool) -> SignedIn | None:
    """The user of a session that is good; its last use is noted when it is in use.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    now = relay.clock.now()
    user = relay.database.read(partial(users.signed_in, secret=secret, now=now))
    if user is not None and in_use and now - user.seen_at >= users.TOUCH_GAP:
        touch = partial(users.touch, sign_in_id=user.sign_in_id, now=now)
        _if_it_can(partial(relay.database.write, touch, wait=TOUCH_WAIT))
    return user


def sign_out(relay: Relay, secret: str) -> None:
    """End a session.

    Raises:
        DatabaseBusy: when it could not be written.
    """
    relay.database.write(partial(users.sign_out, secret=secret))


def _if_it_can(work: Callable[[], None]) -> None:
    """Do what may be left undone: a log that can be read must not fail for want of writing."""
    with suppress(DatabaseBusy):
        work()


# ---- on an incident -----------------------------------------------------------------------


def correct(relay: Relay, number: int, urgency: Urgency, *, who: str) -> bool:
    """Keep what a text really was; one that was put aside and is urgent is paged now.

    Returns:
        Whether there is such an incident.

    Raises:
        DatabaseBusy: when it could not be written.
    """
    work = partial(_correct, relay=relay, number=number, urgency=urgency, who=who)
    found = relay.database.write(work)
    relay.bell.ring(Work.STEPS | Work.MESSAGES)
    return found


def _correct(session: Session, relay: Relay, number: int, urgency: Urgency, who: str) -> bool:
    incident = incidents.by_number(session, number)
    if incident is None:
        return False
    now = relay.clock.now()
    actions.correct(session, incident, urgency, who=who, now=now)
    if urgency is Urgency.CRITICAL and incident.state in OTHER:
        actions.open_after_all(session, relay.settings, incident, now)
    return True


def on_call_as(relay: Relay, user: SignedIn) -> Person | None:
    """The person on call a user is linked to."""
    return relay.settings.people.get(user.person or "")


def take(relay: Relay, number: int, user: SignedIn) -> bool:
    """Take an incident as the person a user is linked to; what others have stays theirs.

    Returns and raises as `say_called` does.
    """
    return _act(relay, number, user, Act.TAKE)


def say_called(relay: Relay, number: int, user: SignedIn) -> bool:
    """Say that the merchant has been called, as the person a user is linked to.

    Returns:
        Whether there is such an incident.

    Raises:
        NotOnCall: when the user is linked to no person on call.
        DatabaseBusy: when it could not be written.
    """
    return _act(relay, number, user, Act.CALLED)


def _act(relay: Relay, number: int, user: SignedIn, what: Act) -> bool:
    person = on_call_as(relay, user)
    if person is None:
        raise NotOnCall
    work = partial(_write, relay=relay, number=number, person=person, user=user.name, what=what)
    found = relay.database.write(work)
    logger.info("incident %s: %s on its page by user %s as %s", number, what, user.name, person.key)
    relay.bell.ring(Work.STEPS | Work.MESSAGES)
    return found


def _write(
    session: Session, relay: Relay, number: int, person: Person, user: str, what: Act
) -> bool:
    incident = incidents.by_number(session, number)
    if incident is None:
        return False
    now, was_open = relay.clock.now(), incident.state is State.OPEN
    asked = questions.of_incident(session, incident.id)
    question = next((one for one in asked if one.person == person.key), None)
    if question is None and was_open:
        question = questions.ask(session, incident, person, relay.chance.choice, now)
        session.flush()  # it has its id from here on
    doing = Doing(session, relay.settings, person, incident, question, "", None, now, user=user)
    answer = actions.act(doing, what)
    actions.hear(doing)
    if was_open:
        # It says what to answer next, and tells the person when it was not them.
        draft = Draft(
            Kind.NOTICE,
            person.phone,
            answer,
            person=person.key,
            incident_id=incident.id,
            question_id=question.id if question is not None else None,
        )
        outbox.put(session, draft, now)
    return True
