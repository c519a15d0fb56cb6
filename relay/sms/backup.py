"""The second path: another provider of texts, and people's further channels, through Apprise.

A Danish sender is taken by 46elks, Vonage, Seven, Plivo, MessageBird, ClickSend, httpSMS and more;
Apprise's own plugins for Twilio and Sinch refuse it. https://github.com/caronc/apprise/wiki
"""

import logging
from collections.abc import Sequence
from urllib.parse import quote

import apprise
from apprise.plugins import url_to_dict

from relay.sms.deadline import Overdue, within
from relay.sms.gateway import Outcome, Refused, Sent, Unknown

logger = logging.getLogger(__name__)

DEADLINE = 9.0  # seconds of all channels together; two calls end within a lease
PLACE = "{to}"  # in the second provider's URL: where the phone's number goes

# Their lines hold phone numbers, addresses and secrets.
logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
logging.getLogger("urllib3").setLevel(logging.INFO)


class Apprise:
    """What Apprise can reach. Thread-safe: everything is built anew for each call."""

    def __init__(self, carrier_url: str | None) -> None:
        """Nothing is sent.

        Args:
            carrier_url: the second provider of texts; None: there is none.
        """
        self._carrier_url = carrier_url

    def text(self, to: str, body: str) -> Outcome:
        """Hand a text to the second provider."""
        if self._carrier_url is None:
            return Refused(0, "there is no second provider")
        built = _build(self._carrier_url, to)
        return _notify([built] if built is not None else [], body)

    def tell(self, channels: Sequence[str], body: str) -> Outcome:
        """Hand words to a person's further channels."""
        built = [one for one in map(_build, channels) if one is not None]
        return _notify(built, body)


def can_build(url: str) -> bool:
    """Whether Apprise knows such a channel and takes all that the URL says."""
    return _build(url, to="+4520123456" if PLACE in url else None) is not None


def can_text(carrier_url: str) -> bool:
    """Whether Apprise can text any phone by such a URL."""
    return _build(carrier_url, to="+4520123456") is not None


def _build(url: str, to: str | None = None) -> apprise.NotifyBase | None:
    """The channel of a URL, to one phone if it is given; None when there is no such channel."""
    if to is not None and PLACE in url:
        url, to = url.replace(PLACE, quote(to, safe="")), None
    fields = url_to_dict(url, secure_logging=True)  # type: ignore[no-untyped-call]
    if not fields:
        return None
    if to is not None:
        fields["targets"] = [to]
    built = apprise.Apprise.instantiate(fields, suppress_exceptions=True)
    return built if isinstance(built, apprise.NotifyBase) else None


def _notify(channels: Sequence[apprise.NotifyBase], body: str) -> Outcome:
    """Sent when one of the channels took it; they answer only yes or no."""
    if not channels:
        return Refused(0, "there is no such channel")
    taken: list[bool] = []
    try:
        within(DEADLINE, lambda: taken.extend(_notify_one(one, body) for one in channels))
    except Overdue:
        if not any(taken):
            return Unknown("no answer in time")
    if not any(taken):
        return Refused(0, ", ".join(f"{one.service_name}: not taken" for one in channels))
    return Sent("", "sent")


def _notify_one(channel: apprise.NotifyBase, body: str) -> bool:
    try:
        return bool(channel.notify(body=body, title=""))
    except Exception as error:
        # Whatever a plugin stumbles over: the other channels are still to be tried.
        logger.error("%s: %s", channel.service_name, type(error).__name__)
        return False
