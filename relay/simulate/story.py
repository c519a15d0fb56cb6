"""A night told: who did what, when, in local time."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from relay.settings import Settings


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    at: datetime
    words: str


@dataclass
class Story:
    """What happened, in its order."""

    settings: Settings
    lines: list[Line] = field(default_factory=list)

    def tell(self, at: datetime, words: str) -> None:
        """One more thing happened."""
        self.lines.append(Line(at, words))

    def called(self, phone: str) -> str:
        """Whose phone it is, as the story names them."""
        for person in self.settings.people.values():
            if person.phone == phone:
                return person.name
        return phone

    def written(self) -> list[str]:
        """The lines as they are printed."""
        zone = self.settings.hotline.time_zone
        return [f"{_time(line.at, zone)}  {line.words}" for line in self.lines]


def _time(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%a %H.%M.%S")
