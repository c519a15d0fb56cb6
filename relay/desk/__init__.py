"""A person at a screen: signs in, reads what happened, and acts."""

from relay.desk.acts import (
    NotOnCall,
    correct,
    on_call_as,
    say_called,
    sign_in,
    sign_out,
    signed_in,
    take,
)
from relay.desk.log import PAGE, Show, log, sheet, texts
from relay.store.users import LONGEST as LONGEST_SESSION
from relay.store.users import SignedIn, TooManyTries

__all__ = [
    "LONGEST_SESSION",
    "PAGE",
    "NotOnCall",
    "Show",
    "SignedIn",
    "TooManyTries",
    "correct",
    "log",
    "on_call_as",
    "say_called",
    "sheet",
    "sign_in",
    "sign_out",
    "signed_in",
    "take",
    "texts",
]
