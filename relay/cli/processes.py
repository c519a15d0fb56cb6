"""serve, web, worker, demo: the processes of the relay."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache, partial

import click

from relay import app, demo
from relay.cli.common import begin
from relay.cli.database import opened, orderly
from relay.memory import settle
from relay.minder import Minder
from relay.notify import Announcer
from relay.parts import Relay
from relay.selfwatch import Guard
from relay.server import bind, serve
from relay.settings import BadSettings, Live, Settings, require_secrets
from relay.sms.gateway import Denied, Gateway, Second, Unreachable
from relay.store import schema, users
from relay.store.db import Database
from relay.store.faults import DatabaseBusy, DatabaseDamaged
from relay.worker import Worker

logger = logging.getLogger(__name__)

LOOK = 1  # seconds between two looks whether to end
TOKEN = 32  # characters
_DENIED = (
    "TWILIO_AUTH_TOKEN: %s (%s); set it and TWILIO_ACCOUNT_SID as the Twilio console shows them "
    "and start again: Twilio sends nothing until then"
)


@click.command("serve")
@orderly
def serve_command() -> None:
    """Web and worker in one process."""
    begin()
    _serve(app.read_settings(os.environ), announce="")


@click.command("demo")
@orderly
def demo_command() -> None:
    """Web and worker and, without a Twilio account, the telephone emulator: `make run`."""
    begin()
    environ = demo.environment(os.environ)
    live = app.read_settings(environ)
    settings = live.current()
    emulated = not demo.has_account(os.environ)
    if emulated and settings.environment.port == settings.environment.emulator_port:
        raise BadSettings([f"EMULATOR_PORT: {settings.environment.port} is PORT as well"])
    phones = f"http://127.0.0.1:{settings.environment.emulator_port}"
    around = demo.emulator(environ, f"{phones}/healthz") if emulated else nullcontext()
    # A taken port is told before anything starts.
    bind(settings.environment.host, settings.environment.port).close()
    if emulated:
        bind("127.0.0.1", settings.environment.emulator_port, "EMULATOR_PORT").close()
    with around:
        _serve(live, announce=_announcement(live, phones if emulated else ""))


@click.command("web")
@orderly
def web_command() -> None:
    """The web side alone, in one process; several: gunicorn (Procfile)."""
    begin()
    live = app.read_settings(os.environ)
    settings = live.current()
    require_secrets(settings.environment)
    listening = bind(settings.environment.host, settings.environment.port)
    with opened(live, app.check_schema) as relay, _minded(relay) as minder:
        Announcer(relay).start()
        gateway = partial(app.build_gateway, live.current())
        Guard(relay, gateway, app.second_path_if_any(relay)).start()
        serve(app.create_app(relay, minder), listening)


@click.command("worker")
@orderly
def worker_command() -> None:
    """The worker alone: pages, reminders, everything that is sent."""
    begin()
    live = app.read_settings(os.environ)
    require_secrets(live.current().environment)
    with opened(live, check=lambda _: None) as relay:
        worker = Worker(relay, _gateway(live.current()), _second_path(live.current()))
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        if worker.await_database(schema.check, stopped):
            settle()
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
            if worker.await_database(_prepare, stopped):
                worker.start()
        except Exception as error:
            wrong.append(error)
            os.kill(os.getpid(), signal.SIGTERM)

    later = threading.Thread(target=begin_later, name="begin")
    try:
        _prepare(relay.database)
        worker.start()
    except DatabaseDamaged:
        raise
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


def _prepare(database: Database) -> None:
    schema.upgrade(database)
    schema.check(database)  # tells of tables that a newer version has made


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
    except Denied as error:
        logger.error(_DENIED, _wrong_with(environment.twilio_auth_tokens[0]), error)
        return gateway
    except Unreachable as error:
        # A carrier that is out of reach now must not keep the relay from taking in reports.
        logger.error("the carrier could not be asked about the account: %s", error)
        return gateway
    if not account.owns_number:
        number = settings.hotline.number
        raise BadSettings([f"hotline.number: {number} is not a number of this Twilio account"])
    return gateway


def _wrong_with(token: str) -> str:
    if len(token) < TOKEN:
        return f"is shorter than the {TOKEN} characters of a token of Twilio's"
    return "is refused, or the account is suspended"


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
    lines = ["", f"  The log      http://{settings.environment.listens_at}"]
    if known:  # until its password is changed
        lines.append(f"  Sign in as   {kept.user}, password {kept.password}")
    if phones:
        lines.append(f"  The phones   {phones}")
    return "\n".join([*lines, "", "  Ctrl-C ends it.", ""])


@contextmanager
def _minded(relay: Relay) -> Iterator[Minder]:
    """What keeps texts while the database is away, at work for as long as the block runs."""
    minder = app.build_minder(relay)
    minder.start()
    try:
        yield minder
    finally:
        minder.stop()
