"""For monitors: is the process there, and is the product."""

from dataclasses import asdict, replace

from flask import Blueprint, Response, jsonify

from relay.health import health
from relay.web.box import current_minder, current_refusals, this_relay

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
def readyz() -> tuple[Response, int]:
    """The database is there, the worker comes round, no step is overdue or fails; 503 when not."""
    refusals = current_refusals()
    refusals.write(this_relay())
    state = health(this_relay())
    waiting = current_minder().count()
    wait = "1 text waits" if waiting == 1 else f"{waiting} texts wait"
    complaint = (f"{wait} on this machine for the database",) if waiting else ()
    state = replace(
        state,
        ready=state.ready and not waiting,
        complaints=(*state.complaints, *complaint),
        refused=state.refused + refusals.waiting,
        spooled=waiting,
    )
    return jsonify(asdict(state)), 200 if state.ready else 503
