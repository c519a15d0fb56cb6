"""For a WSGI server: gunicorn -c config/gunicorn.py wsgi:app"""

import os
import sys
from functools import partial

from flask import Flask

from relay import logs
from relay.app import (
    build_gateway,
    build_minder,
    build_relay,
    check_schema,
    create_app,
    second_path_if_any,
)
from relay.memory import settle
from relay.notify import Announcer
from relay.selfwatch import Guard
from relay.settings import BadSettings, Live, require_secrets
from relay.store.db import DatabaseBusy, DatabaseDamaged
from relay.store.schema import SchemaDiffers

# By any other exit code gunicorn starts the process again and again.
# https://github.com/benoitc/gunicorn/blob/master/gunicorn/arbiter.py (WORKER_BOOT_ERROR)
FAILED_TO_BOOT = 3


def build() -> Flask:
    """The web side, with what runs beside it in each process."""
    live = Live(os.environ)
    require_secrets(live.current().environment)
    relay = build_relay(live)
    check_schema(relay)
    minder = build_minder(relay)
    minder.start()
    Announcer(relay).start()
    gateway = partial(build_gateway, live.current())
    Guard(relay, gateway, second_path_if_any(relay)).start()
    return create_app(relay, minder)


logs.configure()
try:
    app = build()
except (BadSettings, SchemaDiffers, DatabaseDamaged, DatabaseBusy) as error:
    print(f"Error: {error}", file=sys.stderr, flush=True)
    sys.exit(FAILED_TO_BOOT)
settle()
