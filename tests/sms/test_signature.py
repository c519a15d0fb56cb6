"""Signatures: Twilio's own validator is the oracle, also for what it cannot read itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from relay.sms.signature import is_genuine, sign

TOKEN = "0123456789abcdef0123456789abcdef"
URL = "https://relay.example.org/twilio/sms"
FIELDS = [(b"From", b"+4520304050"), (b"Body", "Butikken er nede, æøå".encode()), (b"ToZip", b"")]


def twilios(url: str, fields: list[tuple[bytes, bytes]], token: str = TOKEN) -> str:
    """The signature as Twilio's library makes it."""
    form = MultiDict([(name.decode(), value.decode()) for name, value in fields])
    signature: str = RequestValidator(token).compute_signature(url, form)
    return signature


@pytest.mark.parametrize(
    ("url", "called"),
    [
        (URL, URL),
        (URL + "?k=%C3%A6&b=%2F", URL + "?k=%C3%A6&b=%2F"),  # percent-encoding stays as it was
        (URL, "https://relay.example.org:443/twilio/sms"),  # with and without the standard port
        ("https://relay.example.org:443/twilio/sms", URL),
        ("https://relay.example.org:8443/x", "https://relay.example.org:8443/x"),
        ("http://[::1]:8000/twilio/sms", "http://[::1]:8000/twilio/sms"),
    ],
)
def test_twilios_signature_is_taken(url: str, called: str) -> None:
    assert is_genuine([TOKEN], url, FIELDS, twilios(called, FIELDS))


@pytest.mark.parametrize(
    ("url", "fields", "signature"),
    [
        (URL, FIELDS, ""),  # none at all
        (URL, FIELDS, "ærlig talt"),
        (URL, FIELDS, twilios(URL, FIELDS, token="another")),
        (URL + "/", FIELDS, twilios(URL, FIELDS)),
        (URL + "?a=1", FIELDS, twilios(URL, FIELDS)),
        (URL.replace("https", "http"), FIELDS, twilios(URL, FIELDS)),
        (URL, FIELDS[:2], twilios(URL, FIELDS)),  # a field was taken out
        (URL, [*FIELDS, (b"Extra", b"1")], twilios(URL, FIELDS)),
        (URL, [(b"From", b"+4520304051"), *FIELDS[1:]], twilios(URL, FIELDS)),
        (
            "https://relay.example.org:8443/x",
            FIELDS,
            twilios("https://relay.example.org/x", FIELDS),
        ),
        # What a stranger asks for stands behind our address: "POST http://evil.example/twilio/sms".
        ("http://127.0.0.1:8000http://evil.example/twilio/sms", FIELDS, twilios(URL, FIELDS)),
        ("https://relay.example.org:8443twilio/sms", FIELDS, twilios(URL, FIELDS)),
        ("https://[relay/twilio/sms", FIELDS, twilios(URL, FIELDS)),
    ],
)
def test_anything_else_is_refused(
    url: str, fields: list[tuple[bytes, bytes]], signature: str
) -> None:
    assert not is_genuine([TOKEN], url, fields, signature)


def test_both_tokens_count_while_one_replaces_the_other() -> None:
    signature = twilios(URL, FIELDS, token="new")

    assert is_genuine(["old", "new"], URL, FIELDS, signature)


@pytest.mark.parametrize("tokens", [[], [""]])
def test_without_a_token_nothing_is_taken(tokens: list[str]) -> None:
    signature = sign("", URL, FIELDS).decode()

    assert not is_genuine(tokens, URL, FIELDS, signature)


def test_broken_utf8_can_be_signed() -> None:
    fields = [(b"Body", b"\xff\xfe"), (b"From", b"+4520304050")]

    signature = sign(TOKEN, URL, fields).decode()

    assert is_genuine([TOKEN], URL, fields, signature)


words = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(words, words), max_size=8))
def test_any_form_is_signed_as_twilio_does(pairs: list[tuple[str, str]]) -> None:
    fields = [(name.encode(), value.encode()) for name, value in pairs]

    # Twilio sorts names and values as text, we as bytes: for UTF-8 the order is the same.
    assert sign(TOKEN, URL, fields).decode() == twilios(URL, fields)
