"""What all pages share: languages, local times, headers, and a page for what went wrong."""

import functools
import hashlib
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from babel import dates
from flask import (
    Blueprint,
    Flask,
    Request,
    Response,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale, gettext
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, NotFound

from relay.parts import Relay
from relay.store.faults import DatabaseBusy
from relay.web import carrier
from relay.web.box import this_relay

bp = Blueprint("pages", __name__)
csrf = CSRFProtect()

LANGUAGES = {"da": "Dansk", "en": "English"}  # the first when none of them is asked for
LANGUAGE_COOKIE = "language"
YEAR = timedelta(days=365)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

# https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
PATTERNS = {
    "da": {"time": "HH.mm.ss", "instant": "d. MMM HH.mm", "day": "EEEE 'den' d. MMMM y"},
    "en": {"time": "HH:mm:ss", "instant": "d MMM HH:mm", "day": "EEEE, d MMMM y"},
}


def init(app: Flask) -> None:
    """Give an app what its pages need."""
    safe = is_https(app.extensions["relay"])
    app.session_interface = _Sessions()
    app.config.update(
        SESSION_COOKIE_NAME="relay_form",  # holds the CSRF token and nothing else
        SESSION_COOKIE_SECURE=safe,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the browser's session: a page may stand open a night
        SEND_FILE_MAX_AGE_DEFAULT=YEAR,  # of static files, whose address changes with them
    )
    Babel(app, default_locale="en", locale_selector=language)
    csrf.init_app(app)
    app.register_blueprint(bp)
    app.register_error_handler(HTTPException, _problem)
    app.register_error_handler(DatabaseBusy, _database_busy)
    app.after_request(functools.partial(_protect, safe=safe))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        clock=functools.partial(_local, kind="time"),
        instant=functools.partial(_local, kind="instant"),
        day=functools.partial(_local, kind="day"),
        iso=_iso,
        span=span,
    )
    app.context_processor(_shared)


def is_https(relay: Relay) -> bool:
    """Whether people reach the relay by https, so that cookies need never travel in the clear."""
    return relay.settings.environment.public_url.startswith("https:")


# ---- languages ----------------------------------------------------------------------------


def language() -> str:
    """The reader's language: chosen, else the browser's, else Danish."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    default = next(iter(LANGUAGES))
    return request.accept_languages.best_match(LANGUAGES, default) or default


@bp.get("/language/<code>")
def speak(code: str) -> ResponseReturnValue:
    """Choose a language and go back to the page."""
    if code not in LANGUAGES:
        raise NotFound
    response = redirect(local_path(request.args.get("next")))
    safe = is_https(this_relay())
    response.set_cookie(
        LANGUAGE_COOKIE, code, max_age=YEAR, samesite="Lax", httponly=True, secure=safe
    )
    return response


def local_path(wanted: str | None) -> str:
    """A path of this site as it was asked for; the first page for anything else."""
    path = wanted or ""
    # Browsers read a backslash as a slash and drop tabs and line breaks.
    is_clean = path.isprintable() and "\\" not in path and not path.startswith("//")
    parts = urlsplit(path) if is_clean else None
    if parts is None or parts.scheme or parts.netloc or not path.startswith("/"):
        return url_for("log.incidents")
    return path


def this_path() -> str:
    """The page that is shown, with its filters; for a link that comes back to it."""
    if request.method != "GET":
        return url_for("log.incidents")
    return request.full_path.rstrip("?")


# ---- times --------------------------------------------------------------------------------


def _local(at: datetime, kind: str) -> str:
    """An instant by the hotline's clock, in the reader's language."""
    locale = get_locale()
    zone = this_relay().settings.hotline.time_zone
    pattern = PATTERNS[str(locale)][kind]
    return str(dates.format_datetime(at, pattern, tzinfo=zone, locale=locale))


def _iso(at: datetime) -> str:
    return at.astimezone(this_relay().settings.hotline.time_zone).isoformat(timespec="seconds")


def span(length: timedelta, *, begun: bool = False) -> str:
    """A span in whole minutes, in the reader's words; at most its two greatest units.

    Args:
        length: the span.
        begun: whether a minute that has begun counts, as for somebody who is to wait.
    """
    whole, rest = divmod(length, timedelta(minutes=1))
    minutes = max(0, whole + bool(begun and rest))
    hours, days = minutes // 60, minutes // 1440
    if days:
        said = gettext("%(days)d d %(hours)d h", days=days, hours=hours % 24)
    elif hours:
        said = gettext("%(hours)d h %(minutes)02d min", hours=hours, minutes=minutes % 60)
    else:
        said = gettext("%(minutes)d min", minutes=minutes)
    return str(said)


# ---- what went wrong ----------------------------------------------------------------------


def _problem(error: HTTPException) -> ResponseReturnValue:
    """A page in place of the server's own words for a status."""
    code = error.code or 500
    kind = "csrf" if isinstance(error, CSRFError) else str(code)
    page = render_template("problem.html", kind=kind, code=code)
    headers = [(name, value) for name, value in error.get_headers() if name == "Allow"]
    return page, code, headers


def _database_busy(error: DatabaseBusy) -> ResponseReturnValue:
    return render_template("problem.html", kind="503", code=503), 503, {"Retry-After": "5"}


# ---- headers and templates ----------------------------------------------------------------


class _Sessions(SecureCookieSessionInterface):
    """Sessions for browsers: a webhook has none, and looking for one keeps a page waiting."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """As Flask does it, for what is not the carrier's."""
        is_webhook = request.path.startswith(f"{carrier.bp.url_prefix}/")
        return None if is_webhook else super().open_session(app, request)


def _protect(response: Response, *, safe: bool) -> Response:
    """Headers by which a browser guards the page; only static files may be kept."""
    if request.blueprint == carrier.bp.name and response.status_code < HTTPStatus.BAD_REQUEST:
        return response  # to the carrier; who is refused may have a browser
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if safe:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response


def _shared() -> dict[str, object]:
    """What every template can name."""
    hotline = this_relay().settings.hotline
    return {
        "asset": asset,
        "company": hotline.company,
        "hotline": hotline,
        "language": str(get_locale()),
        "languages": LANGUAGES,
        "this_path": this_path,
        "user": g.get("user"),
    }


def asset(name: str) -> str:
    """The address of a static file, which changes with its content."""
    return url_for("static", filename=name, v=_fingerprint(name))


@functools.cache
def _fingerprint(name: str) -> str:
    content = (Path(__file__).parent / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]
