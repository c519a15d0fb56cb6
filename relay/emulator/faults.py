"""Faults on demand: what goes wrong, for whom, how often."""

import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TypeVar

from relay.core.phone import e164
from relay.emulator.errors import Loss

K = TypeVar("K", bound=StrEnum)


class Trouble(StrEnum):
    """What goes wrong."""

    REFUSE = "refuse"  # texts and calls are refused with `status` and `code`
    OUTAGE = "outage"  # every request to the API is answered 503
    SUSPENDED = "suspended"  # the account is: all is refused (20003), nothing is brought
    NUMBER_GONE = "number_gone"  # the number is not the account's: the same, but for questions
    POOR = "poor"  # the balance is nearly used up
    DROP = "drop"  # no answer (`how`), and nothing taken
    LOSE_ANSWER = "lose_answer"  # taken, but the answer does not arrive (`how`)
    SLOW_ANSWER = "slow_answer"  # taken, and answered after `seconds`
    STUCK = "stuck"  # a text stays queued for `seconds`; it may expire there
    UNDELIVERED = "undelivered"  # a text ends undelivered with `code`, a call as failed
    DELIVERED_TWICE = "delivered_twice"  # the phone shows a text twice
    CALLBACKS_NEVER = "callbacks_never"
    CALLBACKS_LATE = "callbacks_late"  # by `seconds`
    CALLBACKS_TWICE = "callbacks_twice"
    CALLBACKS_REVERSED = "callbacks_reversed"  # delivered is told before sent
    INBOUND_LOST = "inbound_lost"  # the webhook does not reach the customer
    INBOUND_LATE = "inbound_late"  # by `seconds`
    INBOUND_TWICE = "inbound_twice"  # the same Sid again


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong."""

    trouble: Trouble
    phone: str | None = None  # only for this one (E.164); None: for everybody
    times: int | None = None  # so often; None: until cleared
    seconds: float = 0.0
    code: int = 30003
    status: int = 400  # HTTP
    how: Loss = Loss.RESET

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "Fault":
        """A fault as JSON describes it.

        Raises:
            ValueError: when a field is unknown or makes no sense; it names the field.
        """
        unknown = set(data) - set(cls.__dataclass_fields__)
        if unknown:
            known = ", ".join(cls.__dataclass_fields__)
            raise ValueError(f"{', '.join(sorted(unknown))}: unknown; known are {known}")
        given = {**asdict(cls(Trouble.REFUSE)), "trouble": "", **data}
        return cls(
            trouble=_one_of(Trouble, "trouble", given),
            phone=_phone(given["phone"]) if given["phone"] else None,
            times=None if given["times"] is None else int(_number("times", given, 1, 1_000_000)),
            seconds=_number("seconds", given, 0, 86_400),
            code=int(_number("code", given, 1, 99_999)),
            status=int(_number("status", given, 400, 599)),
            how=_one_of(Loss, "how", given),
        )

    def to_json(self) -> dict[str, object]:
        """The fault as plain values."""
        return asdict(self)


def _one_of(kind: type[K], name: str, given: Mapping[str, object]) -> K:
    try:
        return kind(str(given[name]))
    except ValueError:
        raise ValueError(f"{name}: one of {', '.join(kind)}") from None


def _phone(value: object) -> str:
    found = e164(value, "DK") if isinstance(value, str) else None
    if found is None:
        raise ValueError("phone: not the number of a phone")
    return found


def _number(name: str, given: Mapping[str, object], least: int, most: int) -> float:
    value = given[name]
    if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
        return value
    raise ValueError(f"{name}: a number from {least} to {most}")


class Faults:
    """The faults that are set now. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let something go wrong from now on."""
        with self._lock:
            self._set.append(fault)

    def remove(self, fault: Fault) -> bool:
        """Let one thing work again; False when it does already."""
        with self._lock:
            found = fault in self._set
            if found:
                self._set.remove(fault)
            return found

    def clear(self) -> None:
        """Let everything work again."""
        with self._lock:
            self._set.clear()

    def list(self) -> tuple[Fault, ...]:
        """What is set, with the times that are left."""
        with self._lock:
            return tuple(self._set)

    def take(self, trouble: Trouble, phone: str | None = None) -> Fault | None:
        """The first such fault that concerns a phone, used up by one; None when all is well."""
        with self._lock:
            for index, fault in enumerate(self._set):
                if fault.trouble is trouble and fault.phone in (None, phone):
                    self._use(index, fault)
                    return fault
        return None

    def _use(self, index: int, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times == 1:
            del self._set[index]
        else:
            self._set[index] = replace(fault, times=fault.times - 1)
