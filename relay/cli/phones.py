"""emulator: the telephones alone."""

import os
import sys
from collections.abc import Mapping
from datetime import datetime

import click

from relay import app, demo
from relay.cli.common import begin, orderly
from relay.clock import SystemClock
from relay.core.crew import Role
from relay.core.rota import who
from relay.emulator.server import EmulatorConfig, Handset, run
from relay.server import PortTaken
from relay.settings import Live, Settings

MERCHANTS = (
    ("Jonas", "+4520304050", "lampehuset.dk"),
    ("Ingrid", "+46701740605", "tehuset.se"),
)


@click.command("emulator")
@click.option("--until-eof", is_flag=True, help="end when the standard input ends")
@orderly(demo.EmulatorFailed, PortTaken)
def emulator_command(until_eof: bool) -> None:
    """The telephone emulator alone."""
    begin()
    if until_eof:
        demo.end_with_input()
    live = app.read_settings(demo.environment(os.environ))
    sys.exit(run(emulator_config(live, SystemClock().now())))


def duties(settings: Settings, at: datetime) -> Mapping[str, str]:
    """What each of the crew is at an instant, by number, whoever is on call first."""
    people, rotations = settings.people, settings.rotations
    turns: dict[str, list[str]] = {}
    for name in rotations:
        for person in who([f"rotation:{name}"], people, rotations, at, settings.hotline.time_zone):
            turns.setdefault(person.phone, []).append(name)
    on_call = {phone: f"{' and '.join(names)} now" for phone, names in turns.items()}
    return on_call | {
        person.phone: "manager" if person.role is Role.MANAGER else f"{person.role}, off duty"
        for person in people.values()
        if person.phone not in on_call
    }


def emulator_config(live: Live, now: datetime) -> EmulatorConfig:
    """What the emulator is told: whoever is on call now comes first of the crew."""
    settings = live.current()
    environment = settings.environment
    on_call = duties(settings, now)
    people = {person.phone: person for person in settings.people.values()}
    crew = [Handset(people[phone].name, phone, staff=True) for phone in on_call]
    merchants = [Handset(name, phone, shop, staff=False) for name, phone, shop in MERCHANTS]
    return EmulatorConfig(
        account_sid=environment.twilio_account_sid or "",
        auth_token=",".join(environment.twilio_auth_tokens),
        hotline=settings.hotline.number,
        sms_url=f"{environment.public_url}/twilio/sms",
        sms_fallback_url="",
        voice_url=f"{environment.public_url}/twilio/voice",
        port=environment.emulator_port,
        handsets=(*merchants, *crew),
        time_zone=settings.hotline.time_zone,
        duties=lambda at: duties(live.current(), at),
    )
