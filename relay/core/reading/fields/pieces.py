"""Stretches of a text, by what they are."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a piece of text is."""

    NAME = "name"
    SHOP = "shop"
    TITLE = "title"  # a name: of a person or a shop
    CALL = "call"  # how to be called
    TALK = "talk"  # greetings, pleas, thanks, signatures
    LEAD = "lead"  # "og", "haster": belongs to what follows, or to nothing
    TEXT = "text"


class Piece(NamedTuple):
    """A stretch of text."""

    start: int
    end: int
    kind: Kind
    sure: int = 0  # of a name: how plainly the sender says whose it is
    signed: bool = False  # stands behind a sign-off


class Text(NamedTuple):
    """A text as it is written, and in small letters, in which phrases are looked for."""

    plain: str
    small: str
