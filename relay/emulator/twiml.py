"""TwiML as a telephone reads it. https://www.twilio.com/docs/voice/twiml"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from relay.emulator.checks import whole_number


@dataclass(frozen=True, slots=True)
class Say:
    """Words that are said."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class Gather:
    """Keys are awaited, while and after the prompts are said."""

    prompts: tuple[Say | Pause, ...]
    digits: int | None  # as many and no more
    timeout: timedelta  # after the last key, or the end of the prompts
    finish_on: str  # this key ends it and is not counted; "" for none
    action: str  # "" for the document's own address
    is_told_nothing: bool  # the action is asked even when nothing was keyed in


@dataclass(frozen=True, slots=True)
class Redirect:
    """Go on with another document."""

    url: str


@dataclass(frozen=True, slots=True)
class Hangup:
    """The end."""


@dataclass(frozen=True, slots=True)
class Reject:
    """An incoming call is not taken."""

    reason: str  # rejected, busy


Verb = Say | Pause | Gather | Redirect | Hangup | Reject


class TwimlInvalid(ValueError):
    """A document that Twilio would not accept (error 12100 or 12200)."""


def read(document: str) -> tuple[Verb, ...]:
    """The verbs of a document, in order.

    Raises:
        TwimlInvalid: when it is no TwiML, or has a verb or attribute value unknown here.
    """
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise TwimlInvalid(f"12100 document parse failure: {error}") from error
    if root.tag != "Response":
        raise TwimlInvalid(f"12100 the root is <{root.tag}>, not <Response>")
    return tuple(_verb(element) for element in root)


def _verb(element: Element) -> Verb:
    reader = _READERS.get(element.tag)
    if reader is None:
        raise TwimlInvalid(f"12200 unknown verb <{element.tag}>")
    return reader(element)


def _say(element: Element) -> Say:
    text = " ".join("".join(element.itertext()).split())
    return Say(text, element.get("language", "en-US"))


def _pause(element: Element) -> Pause:
    return Pause(timedelta(seconds=_whole(element, "length", 1)))


def _gather(element: Element) -> Gather:
    prompts = tuple(_verb(child) for child in element)
    if not all(isinstance(prompt, Say | Pause) for prompt in prompts):
        raise TwimlInvalid("12200 <Gather> holds more than <Say> and <Pause>")
    return Gather(
        prompts=tuple(prompt for prompt in prompts if isinstance(prompt, Say | Pause)),
        digits=_whole(element, "numDigits", 0) or None,
        timeout=timedelta(seconds=_whole(element, "timeout", 5)),
        finish_on=element.get("finishOnKey", "#"),
        action=element.get("action", ""),
        is_told_nothing=element.get("actionOnEmptyResult", "false").lower() == "true",
    )


def _redirect(element: Element) -> Redirect:
    return Redirect((element.text or "").strip())


def _whole(element: Element, name: str, default: int) -> int:
    value = element.get(name, str(default))
    number = whole_number(value)
    if number is None:
        raise TwimlInvalid(f"12200 <{element.tag} {name}={value!r}>")
    return number


_READERS: dict[str, Callable[[Element], Verb]] = {
    "Say": _say,
    "Pause": _pause,
    "Gather": _gather,
    "Redirect": _redirect,
    "Hangup": lambda _: Hangup(),
    "Reject": lambda element: Reject(element.get("reason", "rejected")),
}


def replies(document: str) -> tuple[str, ...]:
    """The texts that the answer to an inbound message asks to be sent.

    Raises:
        TwimlInvalid: when it is no TwiML.
    """
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise TwimlInvalid(f"12100 document parse failure: {error}") from error
    return tuple("".join(message.itertext()).strip() for message in root.iter("Message"))
