"""One text on its way through the inbox."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from relay.settings import Settings


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that has its row, and what is needed to act on it."""

    session: Session
    settings: Settings
    inbound_id: int
    sender: str  # E.164, or letters
    body: str
    media: int
    now: datetime
