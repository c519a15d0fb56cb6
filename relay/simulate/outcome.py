"""What became of a night."""

from dataclasses import dataclass

from relay.simulate.moves import Plan
from relay.simulate.promises import Broken
from relay.simulate.story import Story


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a night."""

    plan: Plan
    broken: Broken | None
    incidents: int
    pages: int  # texts and calls to the crew
    texts: int  # to and from the hotline
    deaths: int
    hours: float  # of the virtual clock
    story: Story
