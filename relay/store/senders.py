"""What there is of the sender of a text, asked at once: most are strangers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from relay.store import inbound, incidents, optouts, staff
from relay.store.prepared import Prepared

_KNOWN = Prepared(
    select(
        inbound.EARLIER.exists(),
        staff.LEFT_SINCE.exists(),
        incidents.ANY_OF_REPORTER.exists(),
        optouts.OPTED_OUT.exists(),
    )
)


@dataclass(frozen=True, slots=True)
class Known:
    """Which questions about a sender have an answer; the rest need not be asked."""

    has_twin: bool  # `inbound.first_of_twins`
    has_left: bool  # `staff.left_since`
    has_incident: bool  # `incidents.live_of_reporter`, `incidents.put_aside_since`
    has_opted_out: bool  # `optouts.opted_out`


def known(
    session: Session,
    sender: str,
    *,
    inbound_id: int,
    raw: bytes,
    at: datetime,
    left_since: datetime,
    over_since: datetime,
) -> Known:
    """What there is of a sender.

    Args:
        session: the transaction.
        sender: as the carrier names it.
        inbound_id: of the text.
        raw: its words.
        at: when it came in.
        left_since: since when somebody who is staff no more counts.
        over_since: since when an incident that is over does.
    """
    values = {
        **inbound.near(inbound_id, sender, raw, at),
        "phone": sender,
        "left_since": left_since,
        "reporter": sender,
        "since": over_since,
    }
    return Known(*_KNOWN.rows(session, values)[0])
