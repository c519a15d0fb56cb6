"""python -m relay COMMAND"""

import json
import logging
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache, partial, wraps
from typing import Any, TextIO

import click

from relay import app, demo, logs, matters
from relay.core.matter import Answer
from relay.core.report import read_report
from relay.emulator.server import EmulatorConfig, Handset
from relay.emulator.server import run as run_emulator
from relay.notify import Announcer
from relay.parts import Relay
from relay.selfwatch import Guard
from relay.server import PortTaken, bind, serve
from relay.settings import BadSettings, Live, Settings, load, require_secrets
from relay.simulate.run import Summary, simulate
from relay.sms.gateway import Gateway, Second, Unreachable
from relay.spool import Minder
from relay.store import corrections, schema, users
from relay.store import matters as stored_matters
from relay.store.db import DatabaseBusy
from relay.store.models import Matter
from relay.worker import Worker

logger = logging.getLogger(__name__)

LOOK = 1  # seconds between two looks whether to end

MERCHANTS = (
    ("Jonas", "+4520304050", "lampehuset.dk"),
    ("Ingrid", "+46701740605", "tehuset.se"),
)

DRILLS = 20  # that are listed


class Refused(click.ClickException):
    """The command cannot be carried out; exit code 1."""


def _orderly(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what the relay refuses into one clear line each and exit code 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except BadSettings as error:
            raise Refused("\n".join(error.lines)) from None
        except (PortTaken, schema.SchemaDiffers, demo.EmulatorFailed, users.Refused) as error:
            raise Refused(str(error)) from None
        except DatabaseBusy as error:
            raise Refused(f"the database: {error}") from None

    return run


@click.group()
def main() -> None:
    """The relay: an emergency hotline by SMS."""


def _begin() -> None:
    """What every process of the relay does first."""
    logs.configure()
    # A closed terminal ends it in order, as SIGTERM does; under nohup it goes on.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


@contextmanager
def _opened(
    live: Live, check: Callable[[Relay], None] = lambda relay: schema.check(relay.database)
) -> Iterator[Relay]:
    """The relay on its database for as long as the block runs.

    Raises:
        SchemaDiffers: when its tables are not the ones this version knows.
    """
    relay = app.build_relay(live)
    try:
        check(relay)
        yield relay
    finally:
        relay.database.dispose()


@contextmanager
def _minded(relay: Relay) -> Iterator[Minder]:
    """What keeps texts while the database is away, at work for as long as the block runs."""
    minder = app.build_minder(relay)
    minder.start()
    try:
        yield minder
    finally:
        minder.stop()


# ---- processes ----------------------------------------------------------------------------


@main.command("serve")
@_orderly
def serve_command() -> None:
    """Web and worker in one process."""
    _begin()
    _serve(Live(os.environ), announce="")


@main.command("demo")
@_orderly
def demo_command() -> None:
    """Web and worker and, without a Twilio account, the telephone emulator: `make run`."""
    _begin()
    environ = demo.environment(os.environ)
    live = Live(environ)
    settings = live.current()
    emulated = not os.environ.get("TWILIO_ACCOUNT_SID")
    phones = f"http://127.0.0.1:{settings.environment.emulator_port}"
    around = demo.emulator(environ, f"{phones}/healthz") if emulated else nullcontext()
    # A taken port is told before anything starts.
    bind(settings.environment.host, settings.environment.port).close()
    if emulated:
        bind("127.0.0.1", settings.environment.emulator_port, "EMULATOR_PORT").close()
    with around:
        _serve(live, announce=_announcement(live, phones if emulated else ""))


@main.command("emulator")
@click.option("--until-eof", is_flag=True, help="end when the standard input ends")
@_orderly
def emulator_command(until_eof: bool) -> None:
    """The telephone emulator alone."""
    _begin()
    if until_eof:
        demo.end_with_input()
    settings = load(demo.environment(os.environ))
    sys.exit(run_emulator(_emulator_config(settings)))


@main.command("web")
@_orderly
def web_command() -> None:
    """The web side alone, in one process; several: gunicorn (Procfile)."""
    _begin()
    live = Live(os.environ)
    settings = live.current()
    require_secrets(settings.environment)
    listening = bind(settings.environment.host, settings.environment.port)
    with _opened(live, app.check_schema) as relay, _minded(relay) as minder:
        Announcer(relay).start()
        gateway = partial(app.build_gateway, live.current())
        Guard(relay, gateway, app.second_path_if_any(relay)).start()
        serve(app.create_app(relay, minder), listening)


@main.command("worker")
@_orderly
def worker_command() -> None:
    """The worker alone: pages, reminders, everything that is sent."""
    _begin()
    live = Live(os.environ)
    require_secrets(live.current().environment)
    with _opened(live, check=lambda _: None) as relay:
        worker = Worker(relay, _gateway(live.current()), _second_path(live.current()))
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        if worker.await_database(schema.check, stopped):
            worker.start()
            # The kernel may give the signal to another thread, which does not wake this one.
            while not stopped.wait(LOOK):
                pass
        worker.stop()


def _serve(live: Live, announce: str) -> None:
    settings = live.current()
    require_secrets(settings.environment)
    listening = bind(settings.environment.host, settings.environment.port)
    relay = app.build_relay(live)
    worker = Worker(relay, _gateway(settings), _second_path(settings))
    # Web and senders share one interpreter: a webhook does not wait 5 ms for its turn.
    sys.setswitchinterval(0.0005)  # seconds
    try:
        with _working(relay, worker), _minded(relay) as minder:
            if announce:
                click.echo(announce)
            serve(app.create_app(relay, minder), listening)
    finally:
        relay.database.dispose()


@contextmanager
def _working(relay: Relay, worker: Worker) -> Iterator[None]:
    """The worker at work for as long as the block runs, from when there is a database.

    Raises:
        Exception: what is wrong with the tables; also of a database that came later.
    """
    stopped, wrong = threading.Event(), []

    def begin_later() -> None:
        try:
            if worker.await_database(schema.upgrade, stopped):
                worker.start()
        except Exception as error:
            wrong.append(error)
            os.kill(os.getpid(), signal.SIGTERM)

    later = threading.Thread(target=begin_later, name="begin")
    try:
        schema.upgrade(relay.database)
        worker.start()
    except DatabaseBusy:
        later.start()
    try:
        yield
    finally:
        stopped.set()
        if later.ident is not None:
            later.join()
        worker.stop()
    if wrong:
        raise wrong[0]


def _gateway(settings: Settings) -> Gateway:
    """The carrier; refused when the account says that the hotline's number is not its own."""
    environment = settings.environment
    if not (environment.twilio_account_sid and environment.twilio_auth_tokens):
        raise BadSettings(
            ["TWILIO_ACCOUNT_SID: is not set; without an account, `make run` starts the emulator"]
        )
    gateway = app.build_gateway(settings)
    try:
        account = gateway.account()
    except Unreachable as error:
        # A carrier that is out of reach now must not keep the relay from taking in reports.
        logger.error("the carrier could not be asked about the account: %s", error)
        return gateway
    if not account.owns_number:
        number = settings.hotline.number
        raise BadSettings([f"hotline.number: {number} is not a number of this Twilio account"])
    return gateway


def _second_path(settings: Settings) -> Second:
    """What carries pages when the carrier cannot: put together now if any is set, else if ever."""
    build: Second = cache(partial(app.build_second_path, settings))
    is_set = settings.environment.backup_carrier_url is not None
    if is_set or any(person.further for person in settings.people.values()):
        build()
    return build


def _announcement(live: Live, phones: str) -> str:
    """The addresses and the sign-in, which is made when nobody may sign in yet."""
    settings = live.current()
    relay = app.build_relay(live)
    schema.upgrade(relay.database)
    kept = demo.keep()
    users.ensure(relay.database, kept.user, kept.password, relay.clock.now())
    known = users.fits(relay.database, kept.user, kept.password)
    relay.database.dispose()
    host, port = settings.environment.host, settings.environment.port
    lines = ["", f"  The log      http://{host}:{port}"]
    if known:  # until its password is changed
        lines.append(f"  Sign in as   {kept.user}, password {kept.password}")
    if phones:
        lines.append(f"  The phones   {phones}")
    return "\n".join([*lines, "", "  Ctrl-C ends it.", ""])


def _emulator_config(settings: Settings) -> EmulatorConfig:
    environment = settings.environment
    crew = [
        Handset(person.name, person.phone, f"on call: {person.role}", staff=True)
        for person in settings.people.values()
    ]
    merchants = [Handset(name, phone, shop, staff=False) for name, phone, shop in MERCHANTS]
    return EmulatorConfig(
        account_sid=environment.twilio_account_sid or "",
        auth_token=",".join(environment.twilio_auth_tokens),
        hotline=settings.hotline.number,
        sms_url=f"{environment.public_url}/twilio/sms",
        sms_fallback_url="",
        voice_url=f"{environment.public_url}/twilio/voice",
        port=environment.emulator_port,
        handsets=(*merchants, *crew),
    )


# ---- the reader ---------------------------------------------------------------------------


@main.command("read")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
@click.option("--country", default="DK", help="how a national number is read")
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
    for line in file:
        found = _read_line(line, country)
        failed = failed or "error" in found
        # Half a surrogate pair in an id is no UTF-8; it goes out escaped, as JSON has it.
        text = json.dumps(found, ensure_ascii=False, allow_nan=False)
        click.echo(text.encode("utf-8", "backslashreplace"))
    sys.exit(1 if failed else 0)


def _export_corrections() -> None:
    """The texts whose class people have corrected, as labelled samples to learn from."""
    with _opened(Live(os.environ)) as relay:
        for incident, correction in relay.database.read(corrections.all_of_them):
            sample = {
                "id": f"correction-{incident.number}",
                "from": incident.reporter,
                "body": incident.words,
                "gold": {
                    "name": incident.name,
                    "webshop": incident.webshop,
                    "problem": incident.problem,
                    "callback": incident.callback,
                    "language": incident.language,
                    "class": correction.urgency,
                },
                "read": incident.urgency,
                "tags": ["correction"],
            }
            click.echo(json.dumps(sample, ensure_ascii=False).encode())


def _read_line(line: str, country: str) -> dict[str, object]:
    try:
        given = json.loads(line, parse_constant=_refuse_figure, parse_float=_figure)
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
    return {
        "id": given.get("id"),
        "name": report.name,
        "webshop": report.webshop,
        "problem": report.problem,
        "callback": report.callback,
        "language": report.language,
        "class": report.urgency,
    }


def _figure(text: str) -> float:
    figure = float(text)
    return figure if math.isfinite(figure) else _refuse_figure(text)


def _refuse_figure(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")


def _whole(text: str) -> str:
    """The text with a sign of replacement for each half of a surrogate pair."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# ---- simulated nights ---------------------------------------------------------------------


@main.command("simulate")
@click.option(
    "--nights", type=click.IntRange(1), default=100, show_default=True, help="how many to play"
)
@click.option(
    "--faults",
    type=click.FloatRange(0, 1),
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
@click.option("--json", "as_json", is_flag=True, help="print the figures as JSON")
@_orderly
def simulate_command(nights: int, faults: float, seed: int, as_json: bool) -> None:
    """Play nights on a virtual clock with your settings, and hold every promise at every step.

    Merchants write, the crew sleeps, answers late or wrongly, the carrier, the database and the
    process itself fail. Nobody is texted, and your database is not touched. A night that breaks a
    promise is told from its start, made as short as it can be; to play it alone: --nights 1 with
    its seed and the same --faults. The exit code is 1 then.
    """
    summary = simulate(
        os.environ, nights=nights, faults=faults, seed=seed, progress=partial(_progress, nights)
    )
    click.echo(json.dumps(summary.to_json(), ensure_ascii=False) if as_json else _told(summary))
    sys.exit(1 if summary.broken else 0)


def _progress(nights: int, summary: Summary) -> None:
    """One line on standard error that is written over; on a file one now and then."""
    is_last = summary.nights == nights
    broken = sum(summary.broken.values())
    line = f"{summary.nights} of {nights} nights, {broken} broke a promise"
    if sys.stderr.isatty():
        click.echo(f"\r{line}", nl=is_last, err=True)
    elif is_last or summary.nights % 100 == 0:
        click.echo(line, err=True)


def _told(summary: Summary) -> str:
    """The figures, after the story of the first night that broke each promise."""
    lines = []
    for failure in summary.failures:
        told = failure.to_json()
        lines += [
            f"Seed {failure.seed} broke a promise: {told['promise']}",
            f"  {told['what']}",
            f"  {len(failure.shrunk.plan.moves)} of its {told['moves_drawn']} moves do it:",
            *(f"    {line}" for line in told["story"]),
            "",
        ]
    figures = {
        name: value
        for name, value in summary.to_json().items()
        if name not in ("failures", "broken")
    }
    figures["seeds"] = "{} to {}".format(*figures["seeds"])
    lines += [f"{name.replace('_', ' ')}: {value}" for name, value in figures.items()]
    lines += [f"  {promise}: {count} nights" for promise, count in summary.broken.items()]
    return "\n".join(lines)


# ---- drills -------------------------------------------------------------------------------


@main.command("page")
@click.argument("name", required=False)
@click.option("--wait", is_flag=True, help="until it is answered; exit code 1 when it is not")
@_orderly
def page_command(name: str | None, wait: bool) -> None:
    """A drill: page NAME for practice. Without a name, what came of the last ones."""
    with _opened(Live(os.environ)) as relay:
        if name is None:
            _print_drills(relay)
            return
        person = relay.settings.people.get(name)
        if person is None:
            raise Refused(f"{name} is not in oncall.yaml; known are {_known(relay)}")
        work = partial(matters.drill, relay=relay, person=person, now=relay.clock.now())
        begun = relay.database.write(work)
        click.echo(f"a drill for {person.name} {'has begun' if begun else 'is under way already'}")
        if not wait:
            click.echo("what comes of it: python -m relay page")
            return
        latest = partial(stored_matters.drills, limit=1, person=person.key)
        while (last := relay.database.read(latest)[0]).answer is Answer.OPEN:
            time.sleep(1)
        click.echo(_result(relay, last))
        if last.answer is not Answer.YES:
            raise SystemExit(1)


def _known(relay: Relay) -> str:
    return ", ".join(relay.settings.people)


def _print_drills(relay: Relay) -> None:
    found = relay.database.read(partial(stored_matters.drills, limit=DRILLS))
    for one in found:
        click.echo(_result(relay, one))
    if not found:
        click.echo(f"no drill yet; begin one with a name: {_known(relay)}")


def _result(relay: Relay, drill: Matter) -> str:
    zone = relay.settings.hotline.time_zone
    said = {Answer.OPEN: "under way", Answer.SILENT: "not answered"}.get(drill.answer, "")
    if drill.answered_at is not None:
        seconds = (drill.answered_at - drill.begun_at).total_seconds()
        said = f"answered by {drill.answered_by} after {seconds:.0f} s"
    return f"{drill.begun_at.astimezone(zone):%Y-%m-%d %H.%M}\t{drill.person}\t{said}"


# ---- users and the database ---------------------------------------------------------------


@main.group("user")
def user_group() -> None:
    """Who may sign in."""


@user_group.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(users.ROLES), default="viewer", show_default=True)
@click.option("--person", help="their key in oncall.yaml, if they are on call")
@click.option("--password", help="12 characters or more; asked for when left out")
@_orderly
def user_add(name: str, role: str, person: str | None, password: str | None) -> None:
    """Let someone sign in."""
    live = Live(os.environ)
    if person is not None and person not in live.current().people:
        known = ", ".join(live.current().people)
        raise Refused(f"{person} is not in oncall.yaml; known are {known}")
    with _opened(live) as relay:
        password = password or _ask_password()
        users.add(relay.database, name, password, role=role, person=person, now=relay.clock.now())
    click.echo(f"{name} may sign in as {role}")


@user_group.command("list")
@_orderly
def user_list() -> None:
    """Everyone who may sign in."""
    with _opened(Live(os.environ)) as relay:
        found = relay.database.read(users.everyone)
    for user in found:
        click.echo(f"{user.name}\t{user.role}\t{user.person or '-'}")


@user_group.command("reset")
@click.argument("name")
@click.option("--password", help="12 characters or more; asked for when left out")
@_orderly
def user_reset(name: str, password: str | None) -> None:
    """A new password; ends the user's sessions."""
    with _opened(Live(os.environ)) as relay:
        password = password or _ask_password()
        users.reset(relay.database, name, password)
    click.echo(f"{name} has a new password; their sessions have ended")


def _ask_password() -> str:
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return given


@main.group("db")
def db_group() -> None:
    """The database."""


@db_group.command("upgrade")
@_orderly
def db_upgrade() -> None:
    """Create or migrate the tables; safe to run by several at once."""
    relay = app.build_relay(Live(os.environ))
    try:
        schema.upgrade(relay.database)
    finally:
        relay.database.dispose()
    click.echo("the tables are up to date")
