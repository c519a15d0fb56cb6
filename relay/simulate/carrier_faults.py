"""What a carrier does wrong for a while, and what of the relay's lateness that excuses."""

from datetime import timedelta

from relay.core.delivery import Policy, policy_of
from relay.emulator.agenda import Agenda
from relay.emulator.carrier import Carrier
from relay.emulator.faults import Fault, Trouble
from relay.simulate import promises
from relay.simulate.moves import Fails
from relay.simulate.promises.excuses import Excuses
from relay.simulate.story import Story

RECOVERS = timedelta(minutes=6)  # until what was held up has left
HAMPERS = frozenset(  # what keeps a text from leaving, or holds up those after it
    {
        Trouble.REFUSE,
        Trouble.OUTAGE,
        Trouble.DROP,
        Trouble.LOSE_ANSWER,
        Trouble.SLOW_ANSWER,
        Trouble.STUCK,
        Trouble.UNDELIVERED,
    }
)


def fail(carrier: Carrier, agenda: Agenda, excuses: Excuses, story: Story, move: Fails) -> None:
    """Begin a fault, and have it end by itself."""
    fault, now = move.fault, carrier.now()
    whom = f" for {story.called(fault.phone)}" if fault.phone else ""
    story.tell(now, f"the carrier: {fault.trouble}{whom} for {move.lasts:.0f} s")
    carrier.faults.add(fault)
    ends = now + timedelta(seconds=move.lasts)
    if fault.trouble in HAMPERS:
        phone = None if _concerns_all(fault) else fault.phone
        excuses.carrier.append(promises.Trouble(now, ends + RECOVERS, phone))

    def lift() -> None:
        if carrier.faults.remove(fault):
            story.tell(carrier.now(), f"the carrier: no more {fault.trouble}{whom}")

    agenda.add(ends, lift)


def _concerns_all(fault: Fault) -> bool:
    """Whether it is told of one phone, and says that nothing of ours is passed on at all."""
    told = fault.trouble in (Trouble.REFUSE, Trouble.UNDELIVERED)
    return fault.phone is None or (told and policy_of(fault.code) is Policy.CARRIER_DOWN)
