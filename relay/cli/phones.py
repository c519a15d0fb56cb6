"""emulator: the telephones alone."""

import os
import sys

import click

from relay import demo
from relay.cli.common import begin, orderly
from relay.emulator.server import EmulatorConfig, Handset, run
from relay.server import PortTaken
from relay.settings import Settings, load

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
    settings = load(demo.environment(os.environ))
    sys.exit(run(_emulator_config(settings)))


def _emulator_config(settings: Settings) -> EmulatorConfig:
    environment = settings.environment
    crew = [
        Handset(person.name, person.phone, f"on call: {person.role}", staff=True)
        for person in settings.people.values()
    ]
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
    )
