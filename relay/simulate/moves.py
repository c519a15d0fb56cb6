"""What happens in a night, as a list of plain moves: a night is shrunk by leaving some out."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from relay.emulator.faults import Fault


@dataclass(frozen=True, slots=True)
class Writes:
    """Somebody who is not on call texts the hotline."""

    at: float  # seconds from the start of the night, as in every move
    phone: str  # E.164, or letters
    words: str
    cry: str = ""  # what is wrong, of an emergency: these of its words must wake somebody


@dataclass(frozen=True, slots=True)
class Complains:
    """A merchant texts that it is not over, once, after their incident was closed."""

    phone: str
    after: float  # seconds
    words: str


@dataclass(frozen=True, slots=True)
class Rings:
    """Somebody rings the hotline, which takes texts only."""

    at: float
    phone: str


@dataclass(frozen=True, slots=True)
class Says:
    """Somebody on call texts the hotline unasked."""

    at: float
    person: str
    words: str


@dataclass(frozen=True, slots=True)
class Drills:
    """A manager begins a drill for somebody on call."""

    at: float
    person: str


@dataclass(frozen=True, slots=True)
class Confirms:
    """Somebody on call answers the questions about their shift, and drills."""

    person: str
    after: float  # seconds from when each was shown
    words: str  # {code} is the question's own


@dataclass(frozen=True, slots=True)
class Then:
    """What somebody writes after an answer."""

    after: float  # seconds from the answer before
    words: str  # as in Answers


@dataclass(frozen=True, slots=True)
class Answers:
    """Somebody on call answers the n-th page that their phone shows; until then they sleep."""

    person: str
    page: int  # from 1
    after: float  # seconds from when it was shown
    words: str  # {code} and {number} are the page's own, {wrong} is a code of nobody's
    then: tuple[Then, ...] = ()


@dataclass(frozen=True, slots=True)
class PicksUp:
    """Somebody on call picks up the n-th call, and presses keys or not."""

    person: str
    call: int  # from 1
    after: float  # seconds of ringing
    keys: str  # as words; empty: they listen and hang up


@dataclass(frozen=True, slots=True)
class Fails:
    """The carrier has a fault for a while."""

    at: float
    lasts: float
    fault: Fault


@dataclass(frozen=True, slots=True)
class Dies:
    """The relay's process dies, some points later, and another is started after a while.

    Points are each statement and commit, and each request to the carrier before and after.
    """

    at: float
    points: int  # 0: at once, between two events
    down: float  # seconds


@dataclass(frozen=True, slots=True)
class Refuses:
    """The database refuses everything for a while, from some statements later on."""

    at: float
    points: int
    lasts: float  # 0: one statement only


@dataclass(frozen=True, slots=True)
class Jumps:
    """The clock of the relay's machine jumps; the world's goes on."""

    at: float
    by: float  # seconds; negative: back


@dataclass(frozen=True, slots=True)
class Fills:
    """The disk of the relay's machine is full for a while: no text can be kept there."""

    at: float
    lasts: float


Timed = Writes | Rings | Says | Drills | Fails | Dies | Refuses | Fills | Jumps
Reaction = Answers | PicksUp | Confirms | Complains
Move = Timed | Reaction


@dataclass(frozen=True, slots=True)
class Plan:
    """A night."""

    seed: int  # of the chances that are left: codes and ids
    start: datetime
    lasts: timedelta  # then all faults end, and the morning follows
    moves: tuple[Move, ...]
    has_second_path: bool = False  # a second SMS provider is set
    has_fallback: bool = False  # the carrier has a second route to us
    arrives_after: float = 1.0  # seconds from when a text is taken until its phone shows it

    def to_json(self) -> dict[str, Any]:
        """The night as plain values."""
        return {
            "seed": self.seed,
            "start": self.start.isoformat(),
            "minutes": self.lasts.total_seconds() / 60,
            "second_path": self.has_second_path,
            "fallback": self.has_fallback,
            "arrives_after": self.arrives_after,
            "moves": [{"move": type(move).__name__.lower(), **asdict(move)} for move in self.moves],
        }
