"""How a view finds the relay."""

from flask import current_app

from relay.minder import Minder
from relay.parts import Relay
from relay.web.refusals import Refusals


def this_relay() -> Relay:
    """The relay this app was made for."""
    relay: Relay = current_app.extensions["relay"]
    return relay


def current_refusals() -> Refusals:
    """The count of requests this process turned away."""
    refusals: Refusals = current_app.extensions["refusals"]
    return refusals


def current_minder() -> Minder:
    """What keeps texts on this machine while the database is away."""
    minder: Minder = current_app.extensions["minder"]
    return minder
