"""For a WSGI server: gunicorn -c config/gunicorn.py wsgi:app"""

import gc
import os

from relay import logs
from relay.app import build_gateway, build_minder, build_relay, check_schema, create_app
from relay.notify import Announcer
from relay.selfwatch import Guard
from relay.settings import Live, require_secrets

logs.configure()
live = Live(os.environ)
require_secrets(live.current().environment)
relay = build_relay(live)
check_schema(relay)
minder = build_minder(relay)
minder.start()
Announcer(relay).start()
Guard(relay, lambda: build_gateway(live.current())).start()
app = create_app(relay, minder)
gc.freeze()  # as `relay.server.serve` does
