"""What a document says."""

from datetime import timedelta

import pytest

from relay.emulator.twiml import (
    Gather,
    Hangup,
    Pause,
    Redirect,
    Reject,
    Say,
    TwimlInvalid,
    Verb,
    read,
    replies,
)


def seconds(count: int) -> timedelta:
    return timedelta(seconds=count)


@pytest.mark.parametrize(
    ("inside", "verbs"),
    [
        ("", ()),
        ("<Say>Hej</Say>", (Say("Hej", "en-US"),)),
        ('<Say language="da-DK">  Sag\n 1017 </Say>', (Say("Sag 1017", "da-DK"),)),
        ("<Pause/><Pause length='4'/>", (Pause(seconds(1)), Pause(seconds(4)))),
        ("<Hangup/>", (Hangup(),)),
        ("<Redirect>/next?a=1</Redirect>", (Redirect("/next?a=1"),)),
        ("<Reject/><Reject reason='busy'/>", (Reject("rejected"), Reject("busy"))),
        ("<Gather/>", (Gather((), None, seconds(5), "#", "", is_told_nothing=False),)),
        (
            "<Gather numDigits='2' timeout='8' finishOnKey='' action='/k'"
            " actionOnEmptyResult='true'><Say>A</Say><Pause/></Gather>",
            (
                Gather(
                    (Say("A", "en-US"), Pause(seconds(1))),
                    2,
                    seconds(8),
                    "",
                    "/k",
                    is_told_nothing=True,
                ),
            ),
        ),
    ],
)
def test_document_is_read(inside: str, verbs: tuple[Verb, ...]) -> None:
    assert read(f'<?xml version="1.0" encoding="UTF-8"?><Response>{inside}</Response>') == verbs


@pytest.mark.parametrize(
    "document",
    [
        "",
        "OK",
        "<Response>",
        "<html></html>",
        "<Response><say>lower case</say></Response>",
        "<Response><Message>in a call</Message></Response>",
        "<Response><Gather numDigits='two'/></Response>",
        "<Response><Gather numDigits='²'/></Response>",
        "<Response><Gather><Hangup/></Gather></Response>",
    ],
)
def test_bad_document_is_refused(document: str) -> None:
    with pytest.raises(TwimlInvalid):
        read(document)


@pytest.mark.parametrize(
    ("document", "texts"),
    [
        ("<Response/>", ()),
        ("<Response><Message>Hej</Message></Response>", ("Hej",)),
        (
            "<Response><Message><Body> A </Body></Message><Message>B</Message></Response>",
            ("A", "B"),
        ),
    ],
)
def test_replies_are_read(document: str, texts: tuple[str, ...]) -> None:
    assert replies(document) == texts
