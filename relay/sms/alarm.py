"""A text past the outbox, by whichever way takes it: the outbox may be what is broken."""

from datetime import timedelta

from relay.core.crew import Person
from relay.sms.gateway import Gateway, Outcome, Second, Sent


def reach(
    gateway: Gateway,
    second: Second,
    person: Person,
    body: str,
    *,
    attempt: str,
    valid_for: timedelta,
) -> Outcome:
    """Text a person; what the carrier does not take goes by all other ways there are.

    Args:
        gateway: the carrier.
        second: the second path, if there is one.
        person: who is told.
        body: 1 to 1,600 characters.
        attempt: our id of this attempt.
        valid_for: how long the text stays good in the carrier's queue.

    Returns:
        That it was taken, by whichever way; else what the carrier said.
    """
    outcome = gateway.send(person.phone, body, attempt=attempt, valid_for=valid_for)
    other = None if isinstance(outcome, Sent) else second()
    if other is None:
        return outcome
    by_text = other.text(person.phone, body)
    further = other.tell(person.further, body) if person.further else outcome
    return next((one for one in (by_text, further) if isinstance(one, Sent)), outcome)
