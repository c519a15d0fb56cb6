"""read: what the relay makes of texts, and what people made of that."""

import json
import math
import os
import sys
from dataclasses import replace
from typing import TextIO

import click

from relay import app
from relay.cli.database import opened, orderly
from relay.core.phone import is_country
from relay.core.report import Report, read_report
from relay.core.urgency import Urgency
from relay.store import corrections
from relay.store.models import Correction, Incident


def _country(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if not is_country(value.upper()):
        raise click.BadParameter(f"{value} is no country; write it as DK")
    return value.upper()


@click.command("read")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
@click.option(
    "--country",
    callback=_country,
    default="DK",
    show_default=True,
    help="how a national number is read",
)
@click.option(
    "--export-corrections",
    is_flag=True,
    help="print the texts whose class was corrected, as labelled samples, and read nothing",
)
def read_command(file: TextIO, country: str, export_corrections: bool) -> None:
    """Read texts as the hotline would: JSON lines {"id","from","body"} in, one line each out."""
    if export_corrections:
        _export_corrections()
        return
    failed = False
    for number, line in enumerate(file, 1):
        # Some editors begin a file with a mark of its encoding.
        found = _read_line(line.removeprefix("\ufeff") if number == 1 else line, country)
        if "error" in found:
            failed, found["error"] = True, f"line {number}: {found['error']}"
        # Half a surrogate pair in an id is no UTF-8; it goes out escaped, as JSON has it.
        text = json.dumps(found, ensure_ascii=False, allow_nan=False)
        click.echo(text.encode("utf-8", "backslashreplace"))
    sys.exit(1 if failed else 0)


@orderly
def _export_corrections() -> None:
    """The texts whose class people have corrected, as labelled samples to learn from."""
    with opened(app.read_settings(os.environ)) as relay:
        country = relay.settings.hotline.country
        for incident, correction in relay.database.read(corrections.all_of_them):
            sample = _sample(incident, correction, country)
            click.echo(json.dumps(sample, ensure_ascii=False).encode())


def _sample(incident: Incident, correction: Correction, country: str) -> dict[str, object]:
    """An incident's first text with what is read in it, and with the class it should have had.

    It is read anew: later texts have changed what the incident says. What is no incident has no
    problem, as in the labelled texts.
    """
    report = read_report(incident.words, incident.reporter, country)
    if correction.urgency is Urgency.NOT_AN_INCIDENT:
        report = replace(report, problem=None)
    return {
        "id": f"correction-{incident.number}",
        "from": incident.reporter,
        "body": incident.words,
        "gold": {**_fields(report), "class": correction.urgency},
        "read": report.urgency,
        "tags": ["correction"],
    }


def _read_line(line: str, country: str) -> dict[str, object]:
    try:
        given = json.loads(line, parse_constant=_refuse_figure, parse_float=_figure)
    except json.JSONDecodeError as error:  # whose own line is always the first: each has one
        return {"id": None, "error": f"not JSON: {error.msg}, at character {error.colno}"}
    except ValueError as error:
        return {"id": None, "error": f"not JSON: {error}"}
    except RecursionError:
        return {"id": None, "error": "nested too deeply"}
    if not isinstance(given, dict):
        return {"id": None, "error": "not an object"}
    if isinstance(given.get("id"), dict | list):
        return {"id": None, "error": '"id" must be a text or a number'}
    body, sender = given.get("body"), given.get("from", "")
    if not isinstance(body, str) or not isinstance(sender, str):
        return {"id": given.get("id"), "error": '"body" and "from" must be texts'}
    report = read_report(_whole(body), _whole(sender), country)
    return {"id": given.get("id"), **_fields(report), "class": report.urgency}


def _fields(report: Report) -> dict[str, object]:
    """What a text says, but for its class."""
    return {
        "name": report.name,
        "webshop": report.webshop,
        "problem": report.problem,
        "callback": report.callback,
        "language": report.language,
    }


def _figure(text: str) -> float:
    figure = float(text)
    return figure if math.isfinite(figure) else _refuse_figure(text)


def _refuse_figure(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")


def _whole(text: str) -> str:
    """The text with a sign of replacement for each half of a surrogate pair."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
