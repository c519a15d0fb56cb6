"""What is due next, whatever it is: one statement, as the worker asks after everything it does."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relay.store.claims import FIRST_DUE, next_turn
from relay.store.messages import NEXT_ASK
from relay.store.models import Incident, Matter
from relay.store.prepared import Prepared

_NEXT = Prepared(
    select(
        *FIRST_DUE,
        select(func.min(Incident.wake_at)).scalar_subquery(),
        select(func.min(Matter.wake_at)).scalar_subquery(),
        NEXT_ASK.scalar_subquery(),
    )
)


def next_due(session: Session) -> datetime | None:
    """When a step is due, a message may leave, or the carrier is to be asked about one."""
    found = _NEXT.rows(session, {})[0]
    turn, steps = found[: len(FIRST_DUE)], found[len(FIRST_DUE) :]
    times = (next_turn(session, turn), *steps)
    return min((at for at in times if at is not None), default=None)
