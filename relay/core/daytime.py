"""How instants are written for people."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def local_time(at: datetime, zone: ZoneInfo) -> str:
    """The time of day as texts write it: 03.12."""
    return at.astimezone(zone).strftime("%H.%M")


def past_time(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """When something happened: 03.12; with the date, where that was a day ago or more."""
    time = local_time(at, zone)
    if now - at < timedelta(days=1):
        return time
    local = at.astimezone(zone)
    return f"{time} ({local.day}/{local.month})"


def last_at(of_day: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The latest instant, not after now, at which clocks in the zone showed a time of day."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), of_day, zone)
    if today.astimezone(now.tzinfo) > now:
        today = datetime.combine(local.date() - timedelta(days=1), of_day, zone)
    return today.astimezone(now.tzinfo)
