"""One text on its way through the inbox."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from relay.core.report import Report
from relay.parts import Relay
from relay.settings import Settings


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that has its row, and what is needed to act on it."""

    session: Session
    relay: Relay
    settings: Settings  # as they were when it came in
    inbound_id: int
    sender: str  # E.164, or letters
    body: str
    report: Report  # what the body says, if it is a merchant's
    media: int
    now: datetime
    received_at: datetime  # when it reached us, or the carrier: before `now` if it was held up
    late: bool  # it was held up so long that a bare answer may be to an older question
    has_incident: bool  # its sender has one that is open, or was over a short while ago
    is_willing: bool  # its sender has not opted out of our texts, or opts in by it
    steps: bool  # whether an incident's first step is taken at once; else the pager takes it
