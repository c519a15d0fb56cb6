"""For a WSGI server: gunicorn -c config/gunicorn.py wsgi:app"""

import os

from relay import logs
from relay.app import build_relay, create_app
from relay.settings import Live, require_secrets
from relay.store import schema

logs.configure()
live = Live(os.environ)
require_secrets(live.current().environment)
relay = build_relay(live)
schema.check(relay.database)
app = create_app(relay)
