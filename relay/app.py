"""Puts the relay together; the only place that constructs."""

import atexit
import importlib
import logging
import random
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from flask import Flask

from relay.clock import SystemClock
from relay.core.reading.pattern import make_ready
from relay.inbox.door import REFUSED
from relay.minder import Minder
from relay.parts import Bell, Relay
from relay.settings import BadSettings, Live, Settings
from relay.sms.gateway import Gateway, Second, SecondPath
from relay.spool import Spool
from relay.store import counters, schema
from relay.store.db import Database
from relay.store.faults import DatabaseBusy, DatabaseDamaged
from relay.web import auth, carrier, health, log, pages
from relay.web.refusals import Refusals
from relay.webshops import LiveDirectory

logger = logging.getLogger(__name__)

NOTE = Path("var/origin.json")  # which database a server had; beside the texts kept meanwhile


def read_settings(environ: Mapping[str, str]) -> Live:
    """The settings, and edits of them that can be used as they stand.

    Raises:
        BadSettings: when anything is missing or wrong.
    """
    return Live(environ, can_use=_can_use)


def _can_use(channel: str) -> bool:
    """Whether Apprise can reach anybody by such a channel; it is loaded where there is one."""
    backup = importlib.import_module("relay.sms.backup")
    return bool(backup.can_build(channel))


def build_relay(live: Live) -> Relay:
    """The finished parts, on the machine's clock and the database the settings name."""
    settings = live.current()
    database = _database(settings.environment.database_url)
    webshops = LiveDirectory(settings.webshops_file, settings.hotline.country)
    return Relay(live, SystemClock(), database, Bell(), webshops, random.SystemRandom())


def _database(url: str) -> Database:
    return Database(url, note=NOTE)


def check_schema(relay: Relay) -> None:
    """Refuse a database of an older version; one that is away keeps no web process from its work.

    Raises:
        SchemaDiffers: when its tables are not the ones this version needs.
        DatabaseDamaged: when it is a file that is no database.
    """
    try:
        schema.check(relay.database)
    except DatabaseDamaged:
        raise
    except DatabaseBusy as error:
        logger.error("started without the database, texts are kept on this machine: %s", error)


def build_gateway(settings: Settings) -> Gateway:
    """The carrier. Only what sends asks for it: Twilio's client is large."""
    environment = settings.environment
    twilio = importlib.import_module("relay.sms.twilio")
    gateway: Gateway = twilio.TwilioGateway(
        account_sid=environment.twilio_account_sid,
        auth_token=environment.twilio_auth_tokens[0],
        api_url=environment.twilio_api_url,
        number=settings.hotline.number,
        public_url=environment.public_url,
    )
    return gateway


def build_second_path(settings: Settings) -> SecondPath:
    """What carries pages when the carrier cannot. Apprise is large too.

    Raises:
        BadSettings: when Apprise cannot text by the second provider's URL.
    """
    backup = importlib.import_module("relay.sms.backup")
    url = settings.environment.backup_carrier_url
    if url is not None and not backup.can_text(url):
        raise BadSettings(["BACKUP_CARRIER_URL: Apprise cannot send by it"])
    second: SecondPath = backup.Apprise(url)
    return second


def second_path_if_any(relay: Relay) -> Second:
    """The second path for whoever needs it only in an emergency; a wrong one is none."""

    @cache
    def build() -> SecondPath | None:
        try:
            return build_second_path(relay.settings)
        except BadSettings as error:
            logger.error("there is no second path: %s", "; ".join(error.lines))
            return None

    return build


def build_minder(relay: Relay) -> Minder:
    """What keeps texts while the database is away: beside its file, else in `var`."""
    database = relay.database
    folder = f"{database.url.database}.spool" if database.is_sqlite else "var/spool"
    gateway = partial(build_gateway, relay.settings)
    return Minder(relay, Spool(Path(folder)), gateway, second_path_if_any(relay))


def create_app(relay: Relay, minder: Minder | None = None) -> Flask:
    """The web side: the carrier's webhooks, the pages, health."""
    app = Flask("relay.web")
    app.secret_key = relay.settings.environment.secret_key
    app.config["MAX_CONTENT_LENGTH"] = carrier.LARGEST
    app.extensions["relay"] = relay
    app.extensions["minder"] = minder or build_minder(relay)
    app.extensions["refusals"] = refusals = Refusals()
    atexit.register(_write_the_rest, refusals, relay.settings.environment.database_url)
    pages.init(app)
    pages.csrf.exempt(carrier.bp)
    for blueprint in (carrier.bp, health.bp, auth.bp, log.bp):
        app.register_blueprint(blueprint)
    make_ready()  # no emergency waits for what its text is the first to need
    return app


def _write_the_rest(refusals: Refusals, database_url: str) -> None:
    """Count what was turned away and is not written yet, when the process ends."""
    waiting = refusals.take()
    if not waiting:
        return
    # The relay's own database may be closed by now, and is not kept in memory for this.
    database = _database(database_url)
    try:
        database.write(partial(counters.add, name=REFUSED, start=waiting, by=waiting))
    except DatabaseBusy as error:
        logger.error("%s refused requests were never counted: %s", waiting, error)
    finally:
        database.dispose()
