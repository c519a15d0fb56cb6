"""What settings are refused with: where, and what would be right."""

import json
from collections.abc import Iterable
from difflib import get_close_matches


class BadSettings(Exception):
    """The settings were refused; each line says where and what would be right."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def refusal(text: str, known: Iterable[str] = ()) -> ValueError:
    """An error whose words follow the value: "2012345" is not a phone number."""
    names = ", ".join(known)
    return ValueError(f"{text}; known are {names}" if names else text)


def unknown_key(key: str, known: Iterable[str]) -> str:
    """What to say of a key nobody reads; the nearest known one is offered."""
    if near := get_close_matches(key, sorted(set(known) - {key}), 1):
        return f"is no key here; did you mean {near[0]}?"
    return "is no key here"


def quoted(value: str) -> str:
    """A value as a line of refusal shows it, at most 60 characters."""
    return json.dumps(value if len(value) <= 60 else value[:59] + "…", ensure_ascii=False)
