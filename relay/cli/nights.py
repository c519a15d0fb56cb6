"""simulate: nights on a virtual clock."""

import json
import math
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import click

from relay.cli.common import orderly
from relay.simulate.run import Failure, Summary, simulate

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SEEDS = 20  # of the nights that broke one promise, as many are named


@click.command("simulate")
@click.option(
    "--nights", type=click.IntRange(1), default=100, show_default=True, help="how many to play"
)
@click.option(
    "--faults",
    type=click.FloatRange(0, 1),
    callback=lambda _ctx, _param, rate: _finite(rate),
    default=0.3,
    show_default=True,
    help="how likely each thing that can fail does so in a night",
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="of the first night; each next one has the next",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    show_default="as many as there are cores",
    help="how many processes play them",
)
@click.option("--json", "as_json", is_flag=True, help="print the figures as JSON")
@orderly()
def simulate_command(nights: int, faults: float, seed: int, jobs: int, as_json: bool) -> None:
    """Play nights on a virtual clock with your settings, and hold every promise at every step.

    Merchants write, the crew sleeps, answers late or wrongly, the carrier, the database and the
    process itself fail. Nobody is texted, and your database is not touched. A night that breaks a
    promise is told from its start, made as short as it can be, with the line that plays it alone;
    of each promise the first one, and the seeds of the others. The exit code is 1 then.
    Ctrl-C ends it early, with what it has found.
    """
    with _ended() as signals:
        summary = simulate(
            os.environ,
            nights=nights,
            faults=faults,
            seed=seed,
            jobs=jobs,
            progress=partial(_progress, nights),
            broke=_name,
            is_over=lambda: bool(signals),
        )
        if signals:
            start = "\n" if sys.stderr.isatty() else ""
            click.echo(f"{start}Ended after {summary.nights} of {nights} nights", err=True)
        click.echo(json.dumps(summary.to_json(), ensure_ascii=False) if as_json else _told(summary))
    if summary.broken:
        sys.exit(1)
    sys.exit(128 + signals[0] if signals else 0)


@contextmanager
def _ended() -> Iterator[list[int]]:
    """Collect the signals that would end the process, so that it ends in order."""
    signals: list[int] = []
    heeded = [one for one in ENDS if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, lambda number, _: signals.append(number)) for one in heeded}
    try:
        yield signals
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _finite(rate: float) -> float:
    """A rate that compares: "nan" is within every range."""
    if not math.isfinite(rate):
        raise click.BadParameter("must be a number from 0 to 1")
    return rate


def _progress(nights: int, summary: Summary) -> None:
    """One line on standard error that is written over; on a file one now and then."""
    is_last = summary.nights == nights
    broken = sum(summary.broken.values())
    line = f"{summary.nights} of {nights} nights, {broken} broke a promise"
    if sys.stderr.isatty():
        click.echo(f"\r{line}", nl=is_last, err=True)
    elif is_last or summary.nights % 100 == 0:
        click.echo(line, err=True)


def _name(failure: Failure) -> None:
    """Say at once which night has broken a promise: the rest may take hours."""
    start = "\r" if sys.stderr.isatty() else ""
    click.echo(f"{start}Seed {failure.seed} broke a promise: {failure.first.broken}", err=True)
    click.echo(f"  Again: {failure.again}", err=True)


def _told(summary: Summary) -> str:
    """The figures, after the story of the first night that broke each promise."""
    lines = []
    for failure in summary.failures:
        told = failure.to_json()
        lines += [
            f"Seed {failure.seed} broke a promise: {told['promise']}",
            f"  {told['what']}",
            f"  Again: {told['again']}",
            f"  {len(failure.shrunk.plan.moves)} of its {told['moves_drawn']} moves do it:",
            *(f"    {line}" for line in told["story"]),
            "",
        ]
    figures = {
        name: value
        for name, value in summary.to_json().items()
        if name not in ("failures", "broken", "broken_seeds")
    }
    figures["seeds"] = "{} to {}".format(*figures["seeds"])
    lines += [f"{name.replace('_', ' ')}: {value}" for name, value in figures.items()]
    for promise, seeds in summary.seeds.items():
        listed = ", ".join(map(str, seeds[:SEEDS])) + (" ..." if seeds[SEEDS:] else "")
        lines.append(f"  {promise}: {len(seeds)} nights, seeds {listed}")
    return "\n".join(lines)
