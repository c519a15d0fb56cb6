"""A small folder of settings, as tests write it, and the lines with which it is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from relay.core.sentences import SENTENCES
from relay.settings import BadSettings, load
from relay.settings.values import LANGUAGES

RELAY = "hotline:\n  number: +4529701595\nescalation:\n  levels:\n"
RELAY += "    - {notify: [everyone], minutes: 6}\n"
ONCALL = "people:\n  mette:\n    name: Mette Holm\n    phone: +4520123456\n"
ONCALL += "rotations:\n  primary:\n    people: [mette]\n"
ONCALL_WITH = ONCALL.replace("+4520123456\n", "+4520123456\n    notify: [sms, '{}']\n")

Folder = Callable[..., dict[str, str]]


def sentences(**changed: str) -> str:
    """A file with every sentence, one a line as the table has them; some are written otherwise."""
    written = {
        key: f'"{key} {" ".join(f"{{{name}}}" for name in sorted(names))}"'
        for key, names in SENTENCES.items()
    }
    return "".join(f"{key}: {text}\n" for key, text in (written | changed).items())


DANISH = sentences(page_late='"Forsinket"')


def writer(path: Path) -> Folder:
    """What writes the folder, every language with it, and names it as the environment does."""

    def write(
        relay: str | bytes = RELAY, oncall: str | bytes = ONCALL, **texts: str
    ) -> dict[str, str]:
        (path / "texts").mkdir(exist_ok=True)
        put(path / "relay.yaml", relay)
        put(path / "oncall.yaml", oncall)
        for language, text in (dict.fromkeys(LANGUAGES, DANISH) | texts).items():
            put(path / "texts" / f"{language}.yaml", text)
        return {"RELAY_CONFIG": str(path)}

    return write


def put(path: Path, text: str | bytes) -> None:
    """A file with this text."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def refused(environ: dict[str, str]) -> list[str]:
    """The lines with which settings are refused, without the folder's own path."""
    with pytest.raises(BadSettings) as bad:
        load(environ)
    return [line.replace(environ.get("RELAY_CONFIG", "") + "/", "") for line in bad.value.lines]
