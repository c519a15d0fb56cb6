"""The page of handsets, and the requests its buttons make."""

import json
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug import Response as BaseResponse
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException

from relay.core.phone import e164
from relay.emulator import views
from relay.emulator.config import Handset
from relay.emulator.errors import Refusal
from relay.emulator.faults import Fault
from relay.emulator.serving import this_carrier

LONGEST_TEXT = 1600

bp = Blueprint("page", __name__, template_folder="templates", static_folder="static")

Answer = tuple[dict[str, object], int]
_SAFE = ("GET", "HEAD", "OPTIONS")
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
_HEADERS = {
    "Content-Security-Policy": f"{_POLICY} img-src 'self' data:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@bp.before_request
def check_origin() -> None:
    """Only this machine's own page and programs: other sites in the browser are kept out."""
    if not _is_loopback(urlsplit(f"//{request.host}").hostname or ""):
        raise Forbidden("the host is not this machine")
    if request.method in _SAFE:
        return
    if request.mimetype != "application/json":
        raise Forbidden("only application/json")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("from another site")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise Forbidden("from another origin")


@bp.after_request
def protect(response: Response) -> Response:
    """Nothing from elsewhere runs on the page."""
    response.headers.update(_HEADERS)
    return response


@bp.errorhandler(HTTPException)
def explain(error: HTTPException) -> Answer:
    """What was wrong, as JSON."""
    return {"error": error.description or error.name}, error.code or 500


@bp.errorhandler(Refusal)
def explain_refusal(refusal: Refusal) -> Answer:
    """There is no such call, or it is in no state for that."""
    return {"error": refusal.message}, refusal.status


@bp.get("/")
def handsets() -> str:
    """The handsets."""
    config = this_carrier().config
    return render_template(
        "handsets.html",
        hotline=config.hotline,
        time_zone=str(config.time_zone),
        troubles=views.TROUBLES,
    )


@bp.get("/healthz")
def health() -> dict[str, object]:
    """That the emulator answers."""
    return {"status": "ok"}


@bp.get("/emulator/state")
def state() -> BaseResponse:
    """Everything the page shows; 304 while it is as the page knows it. Both tell the time."""
    carrier = this_carrier()
    response = jsonify(views.state(carrier))
    response.headers["Emulator-Time"] = carrier.now().isoformat(timespec="milliseconds")
    response.set_etag(f"{carrier.began_at.timestamp()}-{carrier.version}-{views.marks(carrier)}")
    return response.make_conditional(request)


@bp.get("/emulator/messages")
def messages() -> dict[str, object]:
    """Every text both ways, with its times, in the order they were made."""
    return {"messages": [views.text(text) for text in this_carrier().texts.all()]}


@bp.get("/emulator/calls")
def calls() -> dict[str, object]:
    """Every call both ways, with what was said, in the order they were made."""
    return {"calls": [views.call(call) for call in this_carrier().calls.all()]}


@bp.post("/emulator/texts")
def send_text() -> Answer:
    """A phone texts the hotline."""
    body = _string("body")
    if not body or len(body) > LONGEST_TEXT:
        raise BadRequest(f"body: 1 to {LONGEST_TEXT} characters")
    return {"sid": this_carrier().text(_phone("from"), body)}, 201


@bp.post("/emulator/calls")
def ring_hotline() -> Answer:
    """A phone calls the hotline."""
    return {"sid": this_carrier().ring_hotline(_phone("from"))}, 201


@bp.post("/emulator/calls/<sid>/<any(answer, decline, 'hang-up', press):act>")
def use_phone(sid: str, act: str) -> Answer:
    """A button of a phone."""
    carrier = this_carrier()
    if act == "press":
        carrier.press(sid, _digits())
    else:
        acts: dict[str, Callable[[str], None]] = {
            "answer": carrier.answer,
            "decline": carrier.decline,
            "hang-up": carrier.hang_up,
        }
        acts[act](sid)
    return views.call(carrier.calls.get(sid)), 200


@bp.post("/emulator/handsets")
def add_handset() -> Answer:
    """One more phone."""
    phone = _phone("phone")
    name = _string("name").strip()[:40] or phone
    try:
        this_carrier().add_handset(
            Handset(name, phone, _string("note")[:60], staff=_json().get("staff") is True)
        )
    except ValueError as error:
        raise BadRequest(str(error)) from error
    return {"phone": phone}, 201


@bp.get("/emulator/faults")
def list_faults() -> dict[str, object]:
    """What goes wrong on purpose now."""
    return {"faults": [fault.to_json() for fault in this_carrier().faults.list()]}


@bp.post("/emulator/faults")
def add_fault() -> Answer:
    """Let something go wrong."""
    try:
        fault = Fault.from_json(_json())
    except ValueError as error:
        raise BadRequest(str(error)) from error
    this_carrier().faults.add(fault)
    return fault.to_json(), 201


@bp.delete("/emulator/faults")
def clear_faults() -> tuple[str, int]:
    """Let everything work again."""
    this_carrier().faults.clear()
    return "", 204


def _json() -> dict[str, object]:
    try:
        data = json.loads(request.get_data())
    except (ValueError, RecursionError):  # the latter where it is nested thousands deep
        raise BadRequest("body: not JSON that can be read") from None
    if not isinstance(data, dict):
        raise BadRequest('body: not a JSON object, such as {"from": "+4520304050"}')
    return data


def _string(name: str) -> str:
    value = _json().get(name, "")
    if not isinstance(value, str):
        raise BadRequest(f"{name}: not a string")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise BadRequest(f"{name}: half a character")  # which no handset sends
    return value


def _phone(name: str) -> str:
    found = e164(_string(name), "DK")
    if found is None or found == this_carrier().config.hotline:
        raise BadRequest(f"{name}: not the number of a phone")
    return found


def _digits() -> str:
    digits = _string("digits")
    if not digits or set(digits) - set("0123456789*#") or len(digits) > 32:
        raise BadRequest("digits: 0 to 9, * and #")
    return digits


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
