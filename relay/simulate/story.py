"""A night told: who did what, when, in local time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
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

    zone: ZoneInfo
    names: Mapping[str, str]  # by phone, of those who have one
    lines: list[Line] = field(default_factory=list)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """An empty one, of a crew."""
        names = {person.phone: person.name for person in settings.people.values()}
        return cls(settings.hotline.time_zone, names)

    def tell(self, at: datetime, words: str) -> None:
        """One more thing happened."""
        self.lines.append(Line(at, words))

    def called(self, phone: str) -> str:
        """Whose phone it is, as the story names them."""
        return self.names.get(phone, phone)

    def written(self) -> list[str]:
        """The lines as they are printed."""
        return [f"{_time(line.at, self.zone)}  {line.words}" for line in self.lines]


def _time(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%a %H.%M.%S")
