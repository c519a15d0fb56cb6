"""gunicorn: several web processes. The worker is a process of its own (Procfile)."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 8
timeout = 30  # seconds
graceful_timeout = 15  # seconds; the carrier waits no longer either
keepalive = 20  # seconds; connections of the carrier are used again
control_socket_disable = True  # it would be made in the home folder
