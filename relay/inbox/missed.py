"""Who wants our texts again hears what they have missed: how it stands with their incidents."""

from collections.abc import Mapping
from datetime import datetime

from relay.core.incident import Happened, State
from relay.inbox import meant, merchant
from relay.inbox.entry import Entry
from relay.store import events, incidents, messages
from relay.store.models import Event, Incident
from relay.telling import (
    stood_at,
    tell_that_it_is_closed,
    tell_who_has_it,
    to_merchant,
)

_MOVES = {Happened.OPENED, Happened.INSISTED, Happened.REOPENED, Happened.SPLIT} | {
    *(Happened.TAKEN, Happened.CLOSED, Happened.LAPSED, Happened.UNDONE)
}
_MOVES_FROM = {Happened.CALLED: State.OPEN, Happened.PASSED: State.ACKNOWLEDGED}
# What is said of what nobody has by now, by how it stood for its merchant.
_NOBODYS: Mapping[State | None, str] = {State.CLOSED: "reopened", State.ACKNOWLEDGED: "undone"}


def tell(entry: Entry) -> None:
    """Tell a merchant of what changed while none of our texts could reach them, the oldest first.

    What their own text brought about has been answered.
    """
    over = incidents.put_aside_since(entry.session, entry.sender, entry.now - meant.OVER_FOR)
    found = (*over, *incidents.live_of_reporter(entry.session, entry.sender))
    for incident in sorted(found, key=lambda one: one.number):
        timeline = events.of(entry.session, incident.id)
        moved_at = next((one.at for one in reversed(timeline) if _is_move(one)), entry.now)
        heard_at = messages.merchant_heard_at(entry.session, incident.id)
        if moved_at != entry.now and (heard_at is None or heard_at < moved_at):
            believed = stood_at(timeline, heard_at) if heard_at is not None else None
            _tell_how_it_stands(entry, incident, moved_at, believed)


def _is_move(event: Event) -> bool:
    """Whether it changed whom an incident is with, or that it is closed."""
    if event.what in _MOVES_FROM:
        was: dict[str, str] = event.data.get("was", {})
        return was.get("state") == _MOVES_FROM[event.what]
    return event.what in _MOVES


def _tell_how_it_stands(
    entry: Entry, incident: Incident, at: datetime, believed: State | None
) -> None:
    """Write the news as if there and then, so that it is let go of, or taken back, as ever.

    Args:
        entry: their text.
        incident: of theirs.
        at: since when it stands so.
        believed: how it stood by what they heard last; None for those who heard nothing.
    """
    session, settings = entry.session, entry.settings
    is_part, was_over = incident.outage_of is not None, believed is State.CLOSED
    key = _NOBODYS.get(believed) if incident.state is State.OPEN else None
    if incident.state is State.ACKNOWLEDGED and is_part:
        key = "outage_not_closed" if was_over else "outage_taken"
    elif incident.state is State.CLOSED and is_part:
        key = "outage_closed"
    if key is not None:
        to_merchant(session, settings, incident, key, at, number=incident.number)
    elif incident.state is State.OPEN:
        merchant.send_receipt(entry, incident, joined=is_part)
    elif incident.state is State.ACKNOWLEDGED:
        tell_who_has_it(session, settings, incident, at, "not_closed" if was_over else "taken")
    elif incident.state is State.CLOSED:
        tell_that_it_is_closed(session, settings, incident, at)
