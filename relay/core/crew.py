"""The people who can be paged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person does."""

    ENGINEER = "engineer"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on call, as oncall.yaml names them."""

    key: str
    name: str
    phone: str  # E.164
    language: str
    role: Role
    # Channels in order: sms, voice, Apprise URLs. These hold secrets and stay out of logs.
    notify: tuple[str, ...] = field(repr=False)
    demo: bool = False

    @property
    def further(self) -> tuple[str, ...]:
        """Their channels beside text and call: Apprise URLs."""
        return further_of(self.notify)


def further_of(channels: Iterable[str]) -> tuple[str, ...]:
    """Those of some channels that are neither text nor call."""
    return tuple(channel for channel in channels if channel not in ("sms", "voice"))


def managers(people: Mapping[str, Person], *, about: str = "") -> tuple[Person, ...]:
    """Who is told of what is wrong; everybody where nobody is a manager.

    Args:
        about: the key of somebody who is what it is about: it is told to the others.
    """
    others = tuple(one for one in people.values() if one.key != about)
    return tuple(one for one in others if one.role is Role.MANAGER) or others
