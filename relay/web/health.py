"""For monitors: is the process there, and is the product."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from relay.health import health
from relay.web.box import this_relay

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
def readyz() -> tuple[Response, int]:
    """The database is there, the worker comes round, no step is overdue; 503 when not."""
    state = health(this_relay())
    return jsonify(asdict(state)), 200 if state.ready else 503
