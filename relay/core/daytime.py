"""How instants are written for people."""

from datetime import datetime
from zoneinfo import ZoneInfo


def local_time(at: datetime, zone: ZoneInfo) -> str:
    """The time of day as texts write it: 03.12."""
    return at.astimezone(zone).strftime("%H.%M")
