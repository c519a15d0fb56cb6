"""A carrier on a clock that is moved by hand, and a customer who remembers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from relay.clock import ManualClock
from relay.emulator.carrier import Carrier
from relay.emulator.config import EmulatorConfig, Handset
from tests.emulator.customer import ACCOUNT, HOTLINE, PHONE, TOKEN, URL, Customer

CONFIG = EmulatorConfig(
    account_sid=ACCOUNT,
    auth_token=f"{TOKEN},{'e' * 32}",
    hotline=HOTLINE,
    sms_url=f"{URL}/sms",
    sms_fallback_url=f"{URL}/fallback",
    voice_url=f"{URL}/voice",
    handsets=(Handset("Mette Holm", PHONE, "on call", staff=True),),
)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 24, 2, 14, 5, 250_000, tzinfo=UTC))


@pytest.fixture
def customer() -> Customer:
    return Customer()


@pytest.fixture
def build(clock: ManualClock, customer: Customer) -> Callable[..., Carrier]:
    """Makes a carrier; keywords change its configuration."""

    def make(*, help_reaches_webhook: bool = True, **changes: object) -> Carrier:
        return Carrier(
            replace(CONFIG, **changes),
            clock,
            customer.post,
            random=Random(1),
            help_reaches_webhook=help_reaches_webhook,
        )

    return make


@pytest.fixture
def carrier(build: Callable[..., Carrier]) -> Carrier:
    return build()


@pytest.fixture
def advance(carrier: Carrier, clock: ManualClock) -> Callable[[float], None]:
    """Lets seconds pass, stopping wherever something is due."""

    def go(seconds: float) -> None:
        end = clock.now() + timedelta(seconds=seconds)
        carrier.tick()
        while (due := carrier.next_due()) is not None and due <= end:
            clock.move_to(max(due, clock.now()))
            carrier.tick()
        clock.move_to(end)

    return go
