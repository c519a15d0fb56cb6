"""gunicorn: several web processes. The worker is a process of its own (Procfile)."""

import os
import sys

from relay.settings import BadSettings, load, require_secrets

try:
    _environment = load(os.environ).environment
    require_secrets(_environment)
except BadSettings as error:
    sys.exit(f"Error: {error}")

bind = _environment.listens_at
workers = _environment.web_concurrency
worker_class = "gthread"
threads = 8
timeout = 30  # seconds
graceful_timeout = 15  # seconds; the carrier waits no longer either
keepalive = 20  # seconds; connections of the carrier are used again
control_socket_disable = True  # it would be made in the home folder
