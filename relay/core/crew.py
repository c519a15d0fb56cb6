"""The people who can be paged."""

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
        return tuple(channel for channel in self.notify if channel not in ("sms", "voice"))
