"""What Twilio checks of a request before it takes it."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from relay.core.phone import e164
from relay.emulator.errors import Refusal

Form = Mapping[str, str]


def number(text: str, code: int) -> str:
    """A phone number as E.164.

    Raises:
        Refusal: with this code, when it cannot be one.
    """
    found = e164(text, "")
    if found is None:
        raise Refusal(code)
    return found


def check_url(url: str, code: int) -> None:
    """Whether Twilio could call this URL.

    Raises:
        Refusal: with this code, when it is none, or its host is missing or has an underscore.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:  # half an IPv6 address, or a port beyond 65535
        raise Refusal(code) from None
    if parts.scheme not in ("http", "https") or not host or "_" in host:
        raise Refusal(code)


def whole(form: Form, name: str, default: int, *, least: int, most: int, code: int) -> int:
    """A whole number of a form.

    Raises:
        Refusal: with this code, when it is none or out of range.
    """
    value = whole_number(form.get(name, str(default)))
    if value is None or not least <= value <= most:
        raise Refusal(code)
    return value


def whole_number(text: str) -> int | None:
    """The number that a text of one to nine digits is; None for any other."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None
