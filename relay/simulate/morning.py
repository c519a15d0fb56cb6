"""The morning after a night: somebody works off what is left; then nothing may be left."""

from datetime import timedelta
from typing import Protocol

from relay.core.crew import Person
from relay.core.matter import Answer
from relay.core.message import MessageState
from relay.simulate.crew import Crew
from relay.simulate.promises import UNFINISHED, Broken
from relay.simulate.sight import LIVE, Asked, Sight

SOON = timedelta(seconds=20)  # until the day's crew looks for the first time
ROUND = timedelta(minutes=2)  # between two of its looks
HANDS = 60  # rounds the day's crew needs at most until nothing is open
SETTLED = timedelta(minutes=6)  # what a close still causes
STRIDE = timedelta(minutes=10)
REST = timedelta(hours=7)  # until the last message has a final status, at most


class Ending(Protocol):
    """A night that comes to its end."""

    crew: Crew

    @property
    def sight(self) -> Sight:
        """The log as it was at the last check."""

    def go_on(self, span: timedelta) -> None:
        """Let time pass."""

    def crew_writes(self, person: Person, template: str, asked: Asked | None) -> None:
        """Somebody on call texts the hotline."""


def come_to_an_end(night: Ending) -> None:
    """Close what is open, and let time pass until everything is over.

    Raises:
        Broken: when something does not end.
    """
    for look in range(HANDS):
        night.go_on(ROUND if look else SOON)
        left = [row for row in night.sight.incidents.values() if row.state in LIVE]
        if not left:
            break
        for row in left:
            _close(night, row.id)
    else:
        numbers = [row.number for row in left]
        raise Broken("everything comes to an end", f"{numbers} cannot be closed")
    night.go_on(SETTLED)
    rested = timedelta(0)
    while _is_unfinished(night.sight) and rested < REST:
        night.go_on(STRIDE)
        rested += STRIDE
    for one in night.sight.matters.values():
        if one.answer is Answer.OPEN:
            raise Broken("everything comes to an end", f"the {one.subject} of {one.person}")


def _close(night: Ending, incident_id: int) -> None:
    """Whoever was shown a page of an incident says that it is solved."""
    for member in night.crew.members.values():
        asked = member.shown.get(incident_id)
        if asked is not None:
            night.crew_writes(member.person, "{code} løst", asked)
            return


def _is_unfinished(sight: Sight) -> bool:
    if any(one.answer is Answer.OPEN for one in sight.matters.values()):
        return True
    return any(
        row.state in UNFINISHED or (row.state is MessageState.SENT and row.channel.is_traced)
        for row in sight.messages.values()
    )
