"""Whether a webhook is really the carrier's.

Twilio signs the URL as configured, without its fragment, followed by every form field sorted by
name. https://www.twilio.com/docs/usage/security#validating-requests
Written over bytes, unlike the library's validator: a text may hold broken UTF-8.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

Field = tuple[bytes, bytes]

_PORTS = {"https": 443, "http": 80}


def is_genuine(tokens: Iterable[str], url: str, fields: Sequence[Field], signature: str) -> bool:
    """Whether one of our tokens made this signature; False without a token or a signature.

    Args:
        tokens: the account's auth tokens; two while one replaces the other.
        url: scheme, host, path and query exactly as the carrier was told.
        fields: the form's names and values, percent-decoded.
        signature: the header's value, possibly nothing.
    """
    given = signature.encode("ascii", errors="replace")
    return any(
        hmac.compare_digest(sign(token, spelling, fields), given)
        for token in tokens
        if token
        for spelling in _spellings(url)
    )


def sign(token: str, url: str, fields: Sequence[Field]) -> bytes:
    """The signature of a request, in base64."""
    # A repeated field counts once for each different value.
    signed = url.encode() + b"".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(token.encode(), signed, hashlib.sha1).digest())


def _spellings(url: str) -> tuple[str, ...]:
    """A URL with and without its scheme's own port: Twilio is not consistent about it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a stranger asks for whatever they like
        return (url,)
    standard = _PORTS.get(parts.scheme)
    host = parts.netloc
    if port is None:
        other = f"{host}:{standard}"
    elif port == standard:
        other = host.removesuffix(f":{standard}")
    else:
        return (url,)
    return (url, url.replace(host, other, 1))
