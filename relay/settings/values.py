"""How one value is read from its string; a ValueError says why it is refused."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BeforeValidator

from relay.core.phone import e164, is_country
from relay.core.words import looks_like_link
from relay.settings.refusals import refusal

LANGUAGES = ("da", "en", "sv", "nb", "de")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(days=36_500)
LONGEST_NAME = 60  # characters
SLOWEST = 0.0167  # texts a second: one a minute; a turn further ahead is taken for a wrong clock


def scalar(parse: Callable[[str], object]) -> BeforeValidator:
    """The step that reads a string with `parse`, and refuses lists and mappings."""

    def read(value: object) -> object:
        if not isinstance(value, str):
            raise refusal("must be one value, not a list or a mapping")
        return parse(value)

    return BeforeValidator(read)


def span_of(unit: str, *, zero: bool = False) -> Callable[[str], timedelta]:
    """What reads a number of minutes, hours or days; zero only where it has a meaning."""

    def parse(value: str) -> timedelta:
        if re.fullmatch(r"-[\d.]+", value):
            raise refusal("must not be negative")
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
            raise refusal(f"is not a number of {unit}; write it as 2 or 2.5")
        span = timedelta(**{unit: float(value)})
        if not (span or zero):
            raise refusal("must be more than 0")
        if span and span < SHORTEST:
            raise refusal("is less than a second")
        if span > LONGEST:
            raise refusal("is too long")
        return span

    return parse


def read_count(value: str) -> int:
    """A whole number from 1 to 999,999."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        raise refusal("is not a whole number from 1")
    return int(value)


def read_pace(value: str) -> float:
    """How many a second."""
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})?", value) or not float(value):
        raise refusal("is not a number above 0")
    if float(value) < SLOWEST:
        raise refusal(f"is too slow to be kept; write {SLOWEST} (one a minute) or more")
    return float(value)


def international(value: str) -> str | None:
    """A number written with + as E.164; None when it is not one."""
    return e164(value, "") if value.startswith("+") else None


def read_number(value: str) -> str:
    """A phone number, written with its country, as E.164."""
    number = international(value)
    if number is None:
        raise refusal("is not a phone number; write it as +4520123456")
    return number


def read_time(value: str) -> time:
    """A time of day, written with a dot or a colon."""
    parts = re.fullmatch(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])", value)
    if not parts:
        raise refusal('is not a time of day; write it as "07.30"')
    return time(int(parts[1]), int(parts[2]))


def read_weekday(value: str) -> int:
    """A day of the week, Monday 0; three letters are enough."""
    for number, name in enumerate(WEEKDAYS):
        if value.lower() in (name, name[:3]):
            return number
    raise refusal("is not a day of the week", [name[:3] for name in WEEKDAYS])


def read_date(value: str) -> date:
    """A day, written year first (ISO 8601)."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise refusal("is not a date; write it as 2026-01-05")


def read_zone(value: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # also a folder, or a path out of it
        zones = sorted(zone for zone in available_timezones() if "/" in zone)
        # The continent alone makes any two of its cities alike.
        near = get_close_matches(value, zones, 1, cutoff=0.85)
        shape = "a continent and one of its cities, such as Europe/Copenhagen"
        advice = f"write it as {near[0]}" if near else f"write {shape}"
        raise refusal(f"is not a known time zone; {advice}") from None


def read_country(value: str) -> str:
    """A country that has phone numbers, as two capital letters (ISO 3166)."""
    if not is_country(value.upper()):
        raise refusal("is not a country; write it as DK")
    return value.upper()


def read_address(value: str) -> str:
    """Words that say where to turn to: a mail or web address or a phone number is among them."""
    if not re.search(r"[\w-]\.[^\W\d_]{2,}|\+?\d[\d ()-]{3,}\d", read_text(value)):
        raise refusal("is neither an address nor a phone number; write it as support@example.dk")
    return value.strip()


def read_url(value: str) -> str:
    """A web address."""
    if not re.match(r"https?://[^\s/]", value):
        raise refusal("is not a web address; write it as https://example.dk/shops.csv")
    return value


def read_text(value: str) -> str:
    """Words, without the space around them; never none."""
    if not value.strip():
        raise refusal("has no value")
    return value.strip()


def read_name(value: str) -> str:
    """The name of a person or a company, as texts can hold it."""
    name = read_text(value)
    if name.splitlines()[1:]:
        raise refusal("has more than one line; write it in one")
    if len(name) > LONGEST_NAME:
        raise refusal(f"is {len(name)} characters long; write {LONGEST_NAME} at most")
    if looks_like_link(name):
        words = "has a link, domain or mail address, which carriers filter"
        raise refusal(f"{words}; write it with a space, as lampehuset dk")
    return name


def read_key(value: str) -> str:
    """A name by which one part of a file speaks of another."""
    if not re.fullmatch(r"[^\W_][\w-]*", value) or value != value.lower():
        raise refusal("is no key; use small letters and digits, such as mette")
    return value


def read_language(value: str) -> str:
    """A language the relay speaks."""
    if value not in LANGUAGES:
        raise refusal("is not a language of the relay", LANGUAGES)
    return value


def read_channel(value: str) -> str:
    """A way to reach a person: sms, voice or an Apprise URL."""
    if value not in ("sms", "voice") and not re.match(r"[a-z][a-z0-9+.-]*://.", value):
        raise refusal("is not a channel; write sms, voice or an Apprise URL")
    return value


def refuse_calendar(value: str) -> str:
    """Nothing: no calendar of shifts is read."""
    raise refusal("is not read by this version; list the people instead")
