"""Faults: how they are described, and how they are used up."""

import re

import pytest

from relay.emulator.errors import Loss
from relay.emulator.faults import Fault, Faults, Trouble
from relay.emulator.views import TROUBLES
from tests.emulator.customer import PHONE


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"trouble": "outage"}, Fault(Trouble.OUTAGE)),
        (
            {"trouble": "undelivered", "phone": PHONE, "times": 2, "code": 30007},
            Fault(Trouble.UNDELIVERED, phone=PHONE, times=2, code=30007),
        ),
        (
            {"trouble": "drop", "how": "hang", "times": None, "phone": None},
            Fault(Trouble.DROP, how=Loss.HANG),
        ),
        ({"trouble": "stuck", "seconds": 0.5}, Fault(Trouble.STUCK, seconds=0.5)),
        ({"trouble": "drop", "phone": "20 30 40 50"}, Fault(Trouble.DROP, phone="+4520304050")),
    ],
)
def test_fault_is_read(data: dict[str, object], fault: Fault) -> None:
    assert Fault.from_json(data) == fault
    assert Fault.from_json(fault.to_json()) == fault


TROUBLE = f"trouble: one of {', '.join(Trouble)}"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({}, TROUBLE),
        ({"trouble": "gremlins"}, TROUBLE),
        ({"trouble": "drop", "how": "slowly"}, "how: one of error, reset, hang"),
        ({"trouble": "drop", "phone": "abc"}, "phone: not the number of a phone"),
        ({"trouble": "drop", "phone": 20304050}, "phone: not the number of a phone"),
        ({"trouble": "drop", "times": 0}, "times: a number from 1 to 1000000"),
        ({"trouble": "drop", "times": True}, "times: a number from 1 to 1000000"),
        ({"trouble": "stuck", "seconds": "10"}, "seconds: a number from 0 to 86400"),
        ({"trouble": "stuck", "seconds": -1}, "seconds: a number from 0 to 86400"),
        ({"trouble": "refuse", "code": 0}, "code: a number from 1 to 99999"),
        ({"trouble": "refuse", "status": 200}, "status: a number from 400 to 599"),
        (
            {"trouble": "drop", "mood": "bad"},
            "mood: unknown; known are trouble, phone, times, seconds, code, status, how",
        ),
    ],
)
def test_nonsense_is_refused(data: dict[str, object], line: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(line)}$"):
        Fault.from_json(data)


def test_fault_is_used_up() -> None:
    faults = Faults()
    faults.add(Fault(Trouble.DROP, times=2))

    taken = [faults.take(Trouble.DROP, PHONE) is not None for _ in range(3)]

    assert taken == [True, True, False]
    assert faults.list() == ()


def test_fault_without_a_number_lasts_until_cleared() -> None:
    faults = Faults()
    faults.add(Fault(Trouble.DROP))

    taken = [faults.take(Trouble.DROP, PHONE) is not None for _ in range(3)]
    faults.clear()

    assert taken == [True, True, True]
    assert faults.take(Trouble.DROP, PHONE) is None


def test_every_trouble_is_on_the_page() -> None:
    assert {trouble for trouble, _, _ in TROUBLES} == set(Trouble)
