"""Twilio's REST API: texts, calls, the balance and the number."""

import hmac
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from relay.emulator import shapes
from relay.emulator.errors import Loss, NoAnswer, Refusal
from relay.emulator.faults import Trouble
from relay.emulator.network import Taken
from relay.emulator.records import Call, Text
from relay.emulator.serving import Silence, this_carrier, wait

HTTP_CODES = {404: 20404, 405: 20004, 500: 20500}
PATIENCE = 60  # seconds an asker is left hanging at most

bp = Blueprint("rest", __name__, url_prefix="/2010-04-01/Accounts")


@bp.before_request
def check_caller() -> None:
    """Only the account itself, and only while the API works."""
    carrier = this_carrier()
    carrier.check_open()
    given = request.authorization
    secret = (given.password if given and given.type == "basic" else None) or ""
    is_known = [hmac.compare_digest(secret.encode(), t.encode()) for t in carrier.config.tokens]
    if not given or given.username != carrier.config.account_sid or not any(is_known):
        raise Refusal(20003, status=401)
    if (request.view_args or {}).get("account") != carrier.config.account_sid:
        raise Refusal(20404, status=404)


@bp.errorhandler(Refusal)
def refuse(refusal: Refusal) -> Response:
    """An error in Twilio's words."""
    response = jsonify(refusal.to_json())
    response.status_code = refusal.status
    if refusal.status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
    if refusal.retry_after:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


@bp.errorhandler(NoAnswer)
def stay_silent(lost: NoAnswer) -> Response:
    """An answer that does not arrive."""
    if lost.how is Loss.ERROR:
        return refuse(Refusal(20500, status=500))
    if lost.how is Loss.HANG:
        wait(PATIENCE)
    return Silence()


@bp.app_errorhandler(HTTPException)
def refuse_otherwise(error: HTTPException) -> Response:
    """An error of HTTP itself, such as a path or method the API does not have."""
    status = error.code or 500
    return refuse(Refusal(HTTP_CODES.get(status, 20001), status=status))


@bp.get("/<account>.json")
def account(account: str) -> shapes.Json:
    """The account."""
    carrier = this_carrier()
    return shapes.account(carrier.config, carrier.began_at)


@bp.get("/<account>/Balance.json")
def balance(account: str) -> shapes.Json:
    """Money enough, unless a fault says otherwise."""
    return {"account_sid": account, "balance": this_carrier().balance, "currency": "USD"}


@bp.get("/<account>/IncomingPhoneNumbers.json")
def numbers(account: str) -> shapes.Json:
    """The hotline, unless another number was asked for."""
    carrier = this_carrier()
    config = carrier.config
    is_wanted = request.args.get("PhoneNumber", config.hotline) == config.hotline
    is_wanted = is_wanted and not carrier.faults.take(Trouble.NUMBER_GONE)
    found = [shapes.incoming_number(config, carrier.began_at)] if is_wanted else []
    return shapes.only_page("incoming_phone_numbers", request.path, found)


@bp.post("/<account>/Messages.json")
def create_message(account: str) -> tuple[shapes.Json, int]:
    """Send a text."""
    text = _answer(this_carrier().texts.create(request.form))
    return shapes.message(text, this_carrier().config), 201


@bp.get("/<account>/Messages.json")
def list_messages(account: str) -> shapes.Json:
    """Texts both ways, the newest first."""
    chosen = list(_chosen(reversed(this_carrier().texts.all()), "DateSent", lambda t: t.sent_at))
    return shapes.listing("messages", request.path, request.args, chosen, _message)


@bp.get("/<account>/Messages/<sid>.json")
def fetch_message(account: str, sid: str) -> shapes.Json:
    """One text."""
    return _message(this_carrier().texts.get(sid))


@bp.get("/<account>/Messages/<sid>/Media.json")
def list_media(account: str, sid: str) -> shapes.Json:
    """The pictures and the like that came with a text."""
    found = shapes.media(this_carrier().texts.get(sid), this_carrier().config)
    return shapes.only_page("media_list", request.path, found)


@bp.post("/<account>/Messages/<sid>.json")
def change_message(account: str, sid: str) -> shapes.Json:
    """Erase a text's words; nothing else of it can be changed."""
    if request.form.get("Body") != "" or "Status" in request.form:
        raise Refusal(20001)
    return _message(this_carrier().texts.redact(sid))


@bp.delete("/<account>/Messages/<sid>.json")
def delete_message(account: str, sid: str) -> tuple[str, int]:
    """Erase a text."""
    this_carrier().texts.delete(sid)
    return "", 204


@bp.post("/<account>/Calls.json")
def create_call(account: str) -> tuple[shapes.Json, int]:
    """Ring a phone."""
    events = request.form.getlist("StatusCallbackEvent")
    call = _answer(this_carrier().calls.create(request.form, events))
    return _call(call), 201


@bp.get("/<account>/Calls.json")
def list_calls(account: str) -> shapes.Json:
    """Calls both ways, the newest first."""
    status = request.args.get("Status")
    calls = [c for c in reversed(this_carrier().calls.all()) if status in (None, c.status)]
    chosen = list(_chosen(iter(calls), "StartTime", lambda call: call.answered_at))
    return shapes.listing("calls", request.path, request.args, chosen, _call)


@bp.get("/<account>/Calls/<sid>.json")
def fetch_call(account: str, sid: str) -> shapes.Json:
    """One call."""
    return _call(this_carrier().calls.get(sid))


@bp.get("/<account>/Calls/<sid>/Recordings.json")
def list_recordings(account: str, sid: str) -> shapes.Json:
    """No call is recorded here."""
    this_carrier().calls.get(sid)
    return shapes.only_page("recordings", request.path, [])


@bp.post("/<account>/Calls/<sid>.json")
def change_call(account: str, sid: str) -> shapes.Json:
    """End a call, or lead it elsewhere."""
    return _call(this_carrier().calls.change(sid, request.form))


@bp.delete("/<account>/Calls/<sid>.json")
def delete_call(account: str, sid: str) -> tuple[str, int]:
    """Erase a call."""
    this_carrier().calls.delete(sid)
    return "", 204


def _message(text: Text) -> shapes.Json:
    return shapes.message(text, this_carrier().config)


def _call(call: Call) -> shapes.Json:
    return shapes.call(call, this_carrier().config)


def _answer(taken: Taken[shapes.R]) -> shapes.R:
    """What was taken, once the answer may go out."""
    wait(taken.answered_after.total_seconds())
    return taken.record


def _chosen(
    records: Iterator[shapes.R], time: str, of: Callable[[shapes.R], datetime | None]
) -> Iterator[shapes.R]:
    """The records that To, From and the three spellings of a time ask for."""
    to, sender = request.args.get("To"), request.args.get("From")
    on, before, after = (_time(f"{time}{sign}") for sign in ("", "<", ">"))
    for record in records:
        if to not in (None, record.to) or sender not in (None, record.sender):
            continue
        at = of(record)
        if (on or before or after) and at is None:
            continue
        if at is not None and (
            (on and at.date() != on.date()) or (before and at > before) or (after and at < after)
        ):
            continue
        yield record


def _time(name: str) -> datetime | None:
    value = request.args.get(name)
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise Refusal(20001) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
