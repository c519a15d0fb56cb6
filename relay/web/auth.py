"""Signing in and out, and the guard that lets nobody else see a page."""

import logging

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from relay import desk
from relay.desk import TooManyTries
from relay.web.box import this_relay
from relay.web.pages import is_https, local_path, this_path

logger = logging.getLogger(__name__)

bp = Blueprint("auth", __name__)

# What can be had without a sign-in. Everything else needs one, also a view that says nothing.
OPEN_BLUEPRINTS = {"carrier", "health", "pages"}
OPEN_ENDPOINTS = {"static", "auth.login", "auth.enter"}

PASSWORD_LENGTH = 1000  # characters; no more are hashed


@bp.before_app_request
def guard() -> ResponseReturnValue | None:
    """Let only people who are signed in past, but for what is open to all."""
    g.user = None
    is_open = request.blueprint in OPEN_BLUEPRINTS or request.endpoint in OPEN_ENDPOINTS
    if is_open or request.endpoint is None:
        return None
    secret = request.cookies.get(_cookie(), "")
    # A page that updates itself is not somebody who uses it.
    g.user = desk.signed_in(this_relay(), secret, in_use="fragment" not in request.args)
    if g.user is not None:
        return None
    if "fragment" in request.args:
        raise Unauthorized
    return redirect(url_for("auth.login", next=this_path() if request.method == "GET" else None))


@bp.get("/login")
def login() -> ResponseReturnValue:
    """The form."""
    return render_template("login.html", next=request.args.get("next", ""))


@bp.post("/login", endpoint="enter")
def enter() -> ResponseReturnValue:
    """Begin a session, or say that name and password do not fit, without saying which."""
    name, password = request.form.get("name", ""), request.form.get("password", "")
    wanted = request.form.get("next")
    try:
        address = request.remote_addr or ""
        secret = desk.sign_in(this_relay(), name, password[:PASSWORD_LENGTH], address=address)
    except TooManyTries as error:
        logger.warning("sign-in refused from %s: too many tries", request.remote_addr)
        seconds = int(error.wait.total_seconds()) + 1
        page = render_template("login.html", name=name, next=wanted, wait=error.wait)
        return page, 429, {"Retry-After": str(seconds)}
    if secret is None:
        logger.warning("sign-in refused from %s: wrong name or password", request.remote_addr)
        return render_template("login.html", name=name, next=wanted, wrong=True), 401
    session.clear()  # a new CSRF token for the new session
    return _keep(redirect(local_path(wanted)), secret)


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    """End the session."""
    desk.sign_out(this_relay(), request.cookies.get(_cookie(), ""))
    session.clear()
    response = redirect(url_for("auth.login"))
    response.delete_cookie(_cookie(), secure=is_https(this_relay()), httponly=True, samesite="Lax")
    return response


def _keep(response: Response, secret: str) -> Response:
    response.set_cookie(
        _cookie(),
        secret,
        max_age=desk.LONGEST_SESSION,
        secure=is_https(this_relay()),
        httponly=True,
        samesite="Lax",
    )
    return response


def _cookie() -> str:
    # A browser takes a cookie of this prefix only by https, from this host and for all its paths.
    return "__Host-relay" if is_https(this_relay()) else "relay"
