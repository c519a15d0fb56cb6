"""The sentences of every language, with values to fill in."""

from functools import cache
from pathlib import Path
from string import Formatter

import yaml

from relay.core.words import (
    Texts,
)

FOLDER = Path(__file__).parents[2] / "config" / "texts"
# By the C library where there is one: every worker reads them when it begins.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
BY_LANGUAGE: dict[str, dict[str, str]] = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    for path in sorted(FOLDER.glob("*.yaml"))
}
TEXTS = Texts(BY_LANGUAGE, "da")
SENTENCES = [(language, key) for language, texts in BY_LANGUAGE.items() for key in texts]
LISTS = {
    "also_open",
    "bundle_page",
    "summary_night",
    "summary_unclosed",
    "summary_uncalled",
    "not_with_it",
    "open_list",
    "status",
    "oncall",
    "details",
    "bundle",
    "split_which",
    "too_late",
}
LONG_WORDS = "Kæmpe fejl på www.lampehuset.dk/kasse – ring til support@shoporama.dk! [€] " * 20
LONGEST_VALUES: dict[str, object] = {
    "number": 99999,
    "shop": "https://www.den-meget-lange-lampehandel-i-middelfart.dk/kasse?a=1",
    "name": "Bartholomæus Christoffersen-Vestergaard til Sønderskov",
    "who": "Bartholomæus Christoffersen-Vestergaard til Sønderskov",
    "callback": "+491234567890123 (Achtung: teure Nummer)",
    "code": 9999,
    "count": 20000,
    "open": "20000 öppna ärenden",
    "more": ", og 9999 til (svar status)",
    "time": "23.59",
    "by": "23.59",
    "until": "28/11 09.00",
    "rotation": "a-rotation-with-a-long-name-to-it",
    "minutes": 99999,
    "reminder": 9999,
    "shops": 9999,
    "extent": ", driftsfeil i 9999 butikker",
    "recipients": 9999,
    "other": 99999,
    "latest": "99999 https://www.den-meget-lange-lampehandel-i-middelfart.dk/kasse?a=1",
    "company": "Shoporama Danmark Holding ApS",
    "support": "webshop-support-afdelingen@support.shoporama.dk",
    "words": LONG_WORDS,
    "problem": LONG_WORDS,
    "list": ", ".join(["9999 = 99999 lampehuset.dk"] * 100),
    "paged": ", ".join(["Bartholomæus Christoffersen 23.59"] * 10),
    "state": "taget af Bartholomæus Christoffersen-Vestergaard",
    "lead": "Forsinket besked. ALLE, ingen har den efter 99999 min:",
    "answer": "Antwort 9999 = ich übernehme",
    "call": "Ring til Bartholomæus Christoffersen +491234567890123. OBS: dyrt nummer.",
    "hotline": "+491234567890123",
    "place": ", den-meget-lange-lampehandel-i-middelfart.dk",
    "ask": "Svar her med dit navn, din webshop og et nummer, vi kan ringe til.",
    "now": "Du hast den Fall. Antworte mit 9999 fixed, wenn es läuft, "
    "oder 9999 pass, wenn du nicht kannst",
    "missing": "dit navn, din webshop, hvad der er galt og et nummer, vi kan ringe til",
}


def cases(table: str) -> list[str]:
    return [case for line in table.split("\n") for case in line.split("|")]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@cache
def said(language: str, key: str) -> str:
    """A sentence with the longest values; with its own alone, as each that is given is tamed."""
    wanted = places(BY_LANGUAGE[language][key])
    return TEXTS.say(language, key, **{name: LONGEST_VALUES[name] for name in wanted})


KNOWN = {key: LONGEST_VALUES[key] for key in ("number", "time", "state", "extent")} | {
    "call": f"Ring {LONGEST_VALUES['callback']}.",
    "paged": "Lars 02.41",
}
PAGE = {
    "number": 1017,
    "shop": "lampehuset.dk",
    "problem": "checkouten giver fejl 500 siden 02.40",
    "name": "Mette",
    "callback": "+4520304050",
    "code": 73,
}
PLAIN = (
    "1017 lampehuset dk: checkouten giver fejl 500 siden 02.40. "
    "Ring til Mette +4520304050. Svar 73 = jeg tager den"
)
