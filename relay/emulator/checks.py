"""What Twilio checks of a request before it takes it."""

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
        Refusal: with this code, when its host is missing or has an underscore.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or "_" in host:
        raise Refusal(code)


def whole(form: Form, name: str, default: int, *, least: int, most: int, code: int) -> int:
    """A whole number of a form.

    Raises:
        Refusal: with this code, when it is none or out of range.
    """
    value = form.get(name, str(default))
    if not value.isdigit() or not least <= int(value) <= most:
        raise Refusal(code)
    return int(value)
