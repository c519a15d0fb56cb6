"""Which messages are still needed, as conditions of a query: what nobody needs is let go.

`now` and `old` are bound by whoever asks: the instant, and when what was written is old news.
"""

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_
from sqlalchemy.orm import aliased

from relay.core.incident import Happened, State
from relay.core.matter import Answer
from relay.core.message import FAILED, Channel, Kind, MessageState
from relay.store.columns import UtcDateTime, one_of
from relay.store.models import BundleLine, Event, Incident, Matter, Message, Question

_PAGES = [kind for kind in Kind if kind.is_page]
_later = aliased(Message)
_list, _line = aliased(Message), aliased(BundleLine)
_its_incident, _listed = aliased(Incident), aliased(Incident)
_since, _told = aliased(Event), aliased(Event)

HAS_IT = (  # what happens to who has an incident
    *(Happened.TAKEN, Happened.CALLED, Happened.PASSED, Happened.CLOSED),
    *(Happened.UNDONE, Happened.LAPSED, Happened.TOLD, Happened.ANSWERED),
)

_OF_STANDING = (*HAS_IT, Happened.REOPENED, Happened.SPLIT)  # how it stands with it


def tells(message: type[Message], *what: Happened) -> ColumnElement[bool]:
    """Whether a message tells that something happened to its incident: it bears the time of that.

    The words of a person, which are never let go, bear the time of another.
    """
    event = aliased(Event)
    told = exists().where(
        event.incident_id == message.incident_id,
        event.at == message.created_at,
        one_of(event.what, what),
    )
    # By itself it would mean any message, where it stands within a question about another one.
    return told.correlate(message)


def _happened_after(*what: Happened) -> ColumnElement[bool]:
    """Whether `_since` happened after what a message tells of; the clock may have been set back."""
    return and_(
        _since.incident_id == Message.incident_id,
        _told.incident_id == Message.incident_id,
        _told.at == Message.created_at,
        one_of(_told.what, what),
        _since.id > _told.id,
        _since.at != _told.at,  # what one text brings about is one step
    )


# What makes it untrue. Whoever hears that another has it may hear so after it is closed as well.
_was = _since.data[("was", "state")].as_string()
_undone = _since.data["step"].as_string()
_IS_CHANGE = or_(
    one_of(_since.what, [Happened.TAKEN, Happened.LAPSED, Happened.REOPENED]),
    and_(_since.what == Happened.CALLED, _was == State.OPEN),
    and_(_since.what == Happened.PASSED, _was == State.ACKNOWLEDGED),
    and_(_since.what == Happened.CLOSED, or_(Message.kind != Kind.NOTICE, _was == State.OPEN)),
    and_(
        _since.what == Happened.UNDONE,
        or_(
            *(_undone == what for what in (Happened.TAKEN, Happened.PASSED)),
            # Whoever had it before it was closed has it again, and the others hear no more.
            and_(
                _undone == Happened.CLOSED,
                or_(Message.kind != Kind.NOTICE, _told.what == Happened.CLOSED),
            ),
            _since.data["told"].as_boolean(),  # of an incident that follows another
        ),
    ),
    and_(_since.what == Happened.TOLD, Message.kind == Kind.UPDATE),
)
_IS_OVERTAKEN = and_(
    one_of(Message.kind, [Kind.REPLY, Kind.NOTICE, Kind.UPDATE]),
    Message.created_at < bindparam("old", type_=UtcDateTime),
    exists().where(_happened_after(*HAS_IT, Happened.ATTACHED), _IS_CHANGE),
)


def _is_to_leave_by_now(message: type[Message]) -> ColumnElement[bool]:
    """Whether a message is not one that has been put off from the start."""
    return or_(
        message.state != MessageState.WAITING,
        message.tries > 0,
        message.due_at <= bindparam("now", type_=UtcDateTime),
    )


# Nobody has a use for news that newer news waits behind, however old it is; how many shops an
# outage has is not news of who has it.
_IS_REPLACED = and_(
    one_of(Message.kind, [Kind.UPDATE, Kind.NOTICE]),
    or_(
        tells(Message, *HAS_IT, Happened.REOPENED, Happened.ATTACHED),
        # To the crew it is news of the outage as well, which goes on without it.
        and_(Message.kind == Kind.UPDATE, tells(Message, Happened.SPLIT)),
    ),
    exists().where(
        _later.incident_id == Message.incident_id,
        _later.recipient == Message.recipient,
        _later.kind == Message.kind,
        _later.channel == Message.channel,
        _later.id > Message.id,
        _later.created_at != Message.created_at,
        _later.state != MessageState.DROPPED,
        _is_to_leave_by_now(_later),
        or_(
            tells(_later, *HAS_IT),
            and_(tells(_later, Happened.ATTACHED), ~tells(Message, *_OF_STANDING)),
        ),
    ),
)
# Whoever has it by now, taken on the phone perhaps, need not hear that it was nobody's before.
_IS_THEIRS_SINCE = and_(
    Message.kind == Kind.NOTICE,
    exists().where(
        _its_incident.id == Message.incident_id,
        _its_incident.state == State.ACKNOWLEDGED,
        _its_incident.holder == Message.person,
    ),
    exists().where(
        _happened_after(Happened.PASSED, Happened.CLOSED, Happened.UNDONE, Happened.LAPSED),
        one_of(_since.what, [Happened.TAKEN, Happened.CALLED]),
        _since.who == Message.person,
    ),
)
# How many shops an outage has is no news once it is closed; nor how something stood before its
# merchant had it opened again.
_IS_OF_THE_PAST = or_(
    and_(
        Message.kind == Kind.NOTICE,
        tells(Message, Happened.ATTACHED),
        exists().where(
            _its_incident.id == Message.incident_id, _its_incident.state == State.CLOSED
        ),
    ),
    and_(
        one_of(Message.kind, [Kind.UPDATE, Kind.NOTICE, Kind.REPLY]),
        exists().where(_happened_after(*HAS_IT), _since.what == Happened.REOPENED),
    ),
)


# A list names all that its person is paged about; one that is yet to leave serves for nothing.
_IS_IN_LATER_LIST = exists().where(
    _line.question_id == Message.question_id,
    _line.message_id == _list.id,
    _list.id > Message.id,
    _list.recipient == Message.recipient,
    _list.kind == Kind.BUNDLE,
    _list.channel == Message.channel,
    ~one_of(_list.state, [*FAILED, MessageState.DROPPED]),
    _is_to_leave_by_now(_list),
)
# A page is not needed any more once somebody has the incident or a later page took its place.
IS_NEEDED = or_(
    ~one_of(Message.kind, [*_PAGES, Kind.CHECK_IN, Kind.FOLLOW_UP, Kind.MATTER])
    & ~_IS_OVERTAKEN
    & ~_IS_REPLACED
    & ~_IS_THEIRS_SINCE
    & ~_IS_OF_THE_PAST,
    and_(
        Message.kind == Kind.MATTER,
        exists().where(Matter.id == Message.matter_id, Matter.answer == Answer.OPEN),
    ),
    # A question to its holder, until it is answered; the merchant's words, while they are news, or
    # to whoever closed it without having read them.
    and_(
        Message.kind == Kind.CHECK_IN,
        Incident.state == State.ACKNOWLEDGED,
        Incident.holder == Message.person,
        or_(Incident.asked_at == Message.created_at, Incident.nudged_at == Message.created_at),
    ),
    and_(
        Message.kind == Kind.FOLLOW_UP,
        or_(
            Incident.state == State.OPEN,
            and_(Incident.state == State.ACKNOWLEDGED, Incident.holder == Message.person),
            and_(
                Incident.state == State.CLOSED,
                Incident.closed_by == Message.person,
                Message.created_at <= Incident.closed_at,
            ),
        ),
    ),
    and_(
        Message.kind == Kind.PAGE,
        Incident.state == State.OPEN,
        ~exists().where(
            _later.question_id == Message.question_id,
            _later.kind == Message.kind,
            _later.channel == Message.channel,
            _later.id > Message.id,
        ),
        ~_IS_IN_LATER_LIST,
    ),
    # Nor a list of which nothing is open, or that a later one replaced. A copy of one by another
    # way names its incidents in words alone.
    and_(Message.kind == Kind.BUNDLE, Message.channel != Channel.SMS),
    and_(
        Message.kind == Kind.BUNDLE,
        exists().where(
            BundleLine.message_id == Message.id,
            BundleLine.question_id == Question.id,
            Question.incident_id == _listed.id,
            _listed.state == State.OPEN,
        ),
        ~exists().where(
            _later.recipient == Message.recipient,
            _later.kind == Message.kind,
            _later.channel == Message.channel,
            _later.id > Message.id,
            _is_to_leave_by_now(_later),
        ),
    ),
)
