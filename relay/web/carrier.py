"""The carrier's webhooks: texts, what became of ours, and calls."""

import functools
import hashlib
import logging
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import parse_qsl, quote, urlencode

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from relay import inbox
from relay.inbox import CameBy, Text
from relay.inbox.spoken import Next, Spoken
from relay.minder import receive_in_time
from relay.sms import signature, voice
from relay.spool import SpoolFull
from relay.store.faults import DatabaseBusy
from relay.web.box import current_minder, current_refusals, this_relay

logger = logging.getLogger(__name__)

bp = Blueprint("carrier", __name__, url_prefix="/twilio")

EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response />'
LARGEST = 64 * 1024  # bytes of a request; a text is 1,600 characters
CODE_DIGITS = 6  # of an error code; Twilio's have five
ID_DIGITS = 18  # of an id of ours
LONGEST = 64  # characters of an id or a sender; Twilio's ids have 34, and an index holds no page

View = TypeVar("View", bound=Callable[..., Response])


class Form:
    """A webhook's fields, as bytes first: a text may hold broken UTF-8."""

    def __init__(self, body: bytes) -> None:
        pairs = parse_qsl(
            body.decode("latin-1"), keep_blank_values=True, encoding="latin-1", errors="strict"
        )
        self.fields = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs]
        self._first = dict(reversed(self.fields))  # of each name

    def raw(self, name: str) -> bytes:
        """A field as it came; nothing when it is missing."""
        return self._first.get(name.encode(), b"")

    def get(self, name: str) -> str:
        """A field as text, without what a database cannot hold."""
        return self.raw(name).decode("utf-8", errors="replace").replace("\0", "").strip()

    def short(self, name: str) -> str:
        """An id or a sender, cut to a length that no real one has."""
        return self.get(name)[:LONGEST].strip()


def signed(view: Callable[[Form], Response]) -> Callable[[], Response]:
    """Let only the carrier's own requests in: the rest get 403 or 413, are counted and logged."""

    @functools.wraps(view)
    def checked() -> Response:
        relay = this_relay()
        if request.mimetype != "application/x-www-form-urlencoded":
            return _refuse("not a form")
        try:
            form = Form(request.get_data(cache=False))
        except RequestEntityTooLarge:
            return _refuse("too large", status=413)
        tokens = relay.settings.environment.twilio_auth_tokens
        given = request.headers.get("X-Twilio-Signature", "")
        if not signature.is_genuine(tokens, _public_url(), form.fields, given):
            return _refuse("no signature" if not given else "a wrong signature")
        try:
            return view(form)
        except DatabaseBusy as error:
            logger.error("%s: the database was not to be had: %s", request.path, error)
            return _try_again()

    return checked


def _try_again() -> Response:
    return Response("the database is busy, try again\n", 503, {"Retry-After": "1"})


def _public_url() -> str:
    """The URL the carrier called, as we gave it: not as a proxy in between passed it on."""
    environ = request.environ
    # Werkzeug's own URL is decoded, and so are PATH_INFO and QUERY_STRING's relatives: the
    # signature is over the bytes on the wire.
    path = environ.get("RAW_URI") or environ.get("REQUEST_URI")
    if not path:
        query = request.query_string.decode("latin-1")
        path = quote(request.path) + (f"?{query}" if query else "")
    return this_relay().settings.environment.public_url + str(path)


def _refuse(reason: str, *, status: int = 403) -> Response:
    logger.warning("%s refused from %s: %s", request.path, request.remote_addr, reason)
    current_refusals().count(this_relay())
    return Response(f"refused: {reason}\n", status, mimetype="text/plain")


@bp.post("/sms")
@signed
def sms(form: Form) -> Response:
    """A text to the hotline; by the carrier's second try it bears what was wrong with the first."""
    if not (form.fields and (form.get("MessageSid") or form.get("From") or form.raw("Body"))):
        return Response("neither MessageSid, From nor Body\n", 400, mimetype="text/plain")
    error_code = _number(form.get("ErrorCode"), digits=CODE_DIGITS)
    text = Text(
        sid=_sid(form),
        sender=form.short("From"),
        recipient=form.short("To"),
        raw=form.raw("Body"),
        media=_count(form.get("NumMedia")),
        came_by=CameBy.FALLBACK if form.get("ErrorUrl") or error_code else CameBy.WEBHOOK,
        error_code=error_code,
    )
    return _twiml(EMPTY) if _took(text) else _try_again()


def _took(text: Text) -> bool:
    """Take a text into the database, else keep it on this machine; False when neither can be."""
    try:
        receive_in_time(this_relay(), text)
    except DatabaseBusy as error:
        logger.error("inbound %s: the database was not to be had: %s", text.sid, error)
    except Exception:
        # Whatever is wrong, the text is not: it is kept, and tried again from there.
        logger.exception("inbound %s: it could not be taken in", text.sid)
    else:
        return True
    try:
        current_minder().keep(text)
    except SpoolFull as error:
        logger.critical("inbound %s: it could not be kept either: %s", text.sid, error)
        return False
    logger.warning("inbound %s: kept on this machine", text.sid)
    return True


def _sid(form: Form) -> str:
    """The carrier's id of a text; for none, or one too long, what gives the same row each time."""
    given = form.get("MessageSid") or form.get("SmsSid")
    if 0 < len(given) <= LONGEST:
        return given
    return "none-" + hashlib.sha256(repr(sorted(form.fields)).encode()).hexdigest()[:40]


def _count(figure: str) -> int:
    return _number(figure, digits=3) or 0


def _number(figure: str, *, digits: int) -> int | None:
    """A figure of so many digits at most; None for anything else."""
    is_one = figure.isascii() and figure.isdigit() and len(figure) <= digits
    return int(figure) if is_one else None


@bp.post("/sms/status", endpoint="sms_status")
@bp.post("/voice/status", endpoint="voice_status")
@signed
def status(form: Form) -> Response:
    """What became of a text or call of ours."""
    inbox.take_status(
        this_relay(),
        _attempt(),
        sid=form.short("MessageSid") or form.short("CallSid"),
        status=form.get("MessageStatus") or form.get("SmsStatus") or form.get("CallStatus"),
        error_code=_number(form.get("ErrorCode"), digits=CODE_DIGITS),
    )
    return Response(status=204)


def _attempt() -> str:
    """Our id of an attempt, as the carrier gives it back; escaped where no id of ours is so."""
    return request.args.get("a", "").encode("unicode_escape").decode("ascii")[:LONGEST]


@bp.post("/voice")
@signed
def hotline_called(form: Form) -> Response:
    """Somebody rings the hotline, which takes texts only."""
    said = inbox.called(this_relay(), form.short("From"))
    return _twiml(voice.tell(*((one.text, one.language) for one in said)))


@bp.post("/voice/page")
@signed
def voice_page(form: Form) -> Response:
    """Someone on call picked up: read the page to them."""
    return _spoken(inbox.answer_call(this_relay(), _attempt()))


@bp.post("/voice/page/answer")
@signed
def voice_answer(form: Form) -> Response:
    """Someone on call pressed keys."""
    tries = _count(request.args.get("n", ""))
    passing = request.args.get("p") == "1"
    spoken = inbox.key_in(
        this_relay(),
        _attempt(),
        digits=form.get("Digits"),
        tries=tries,
        passing=passing,
        about=_number(request.args.get("q", ""), digits=ID_DIGITS),
    )
    return _spoken(spoken)


def _spoken(spoken: Spoken | None) -> Response:
    if spoken is None:
        logger.warning("attempt %s is no call of ours", _attempt() or "without an id")
        return _twiml(voice.hang_up())
    if spoken.then is Next.HANG_UP:
        return _twiml(voice.tell((spoken.text, spoken.language)))
    query = {"a": _attempt(), "n": spoken.tries, "p": int(spoken.passing)}
    if spoken.about is not None:
        query["q"] = spoken.about
    public_url = this_relay().settings.environment.public_url
    action = f"{public_url}/twilio/voice/page/answer?{urlencode(query)}"
    return _twiml(voice.ask(spoken.text, spoken.language, action=action, digits=spoken.digits))


def _twiml(document: str) -> Response:
    return Response(document, mimetype="text/xml")
