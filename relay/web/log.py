"""The managers' log: the list of incidents, and each of them with all that happened."""

from collections.abc import Callable

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, Forbidden, NotFound

from relay import desk
from relay.core.urgency import Urgency
from relay.desk import NotOnCall, Show, SignedIn
from relay.parts import Relay
from relay.web.box import this_relay
from relay.web.pages import language

bp = Blueprint("log", __name__)

MAY_ACT = {"engineer", "manager"}  # roles


@bp.get("/")
def first() -> ResponseReturnValue:
    """The log is the first page."""
    return redirect(url_for("log.incidents"))


@bp.get("/incidents")
def incidents() -> ResponseReturnValue:
    """What is open, with who has it or is being paged; then what is past; or the other texts."""
    wanted = request.args.get("show", "")
    show = Show(wanted) if wanted in list(Show) else Show.ALL
    if show is Show.TEXTS:
        return _live("texts.html", texts=desk.texts(this_relay(), _number("page") or 1), show=show)
    before, after = _number("before"), _number("after")
    log = desk.log(this_relay(), show, before=before, after=after, language=language())
    return _live("incidents.html", log=log, show=show)


@bp.get("/incidents/<int(max=999999999):number>")
def incident(number: int) -> ResponseReturnValue:
    """Everything about one incident."""
    sheet = desk.sheet(this_relay(), number)
    if sheet is None:
        raise NotFound
    return _live(
        "incident.html",
        sheet=sheet,
        incident=sheet.incident,
        may_act=g.user.role in MAY_ACT,
        on_call_as=desk.on_call_as(this_relay(), g.user),
    )


@bp.post("/incidents/<int(max=999999999):number>/take")
def take(number: int) -> ResponseReturnValue:
    """Somebody on call takes it."""
    return _act(desk.take, number)


@bp.post("/incidents/<int(max=999999999):number>/called")
def called(number: int) -> ResponseReturnValue:
    """Somebody on call says that the merchant has been called."""
    return _act(desk.say_called, number)


def _act(act: Callable[[Relay, int, SignedIn], bool], number: int) -> ResponseReturnValue:
    if g.user.role not in MAY_ACT:
        raise Forbidden
    try:
        found = act(this_relay(), number, g.user)
    except NotOnCall:
        raise Forbidden from None
    if not found:
        raise NotFound
    return redirect(url_for("log.incident", number=number))


@bp.post("/incidents/<int(max=999999999):number>/correct")
def correct(number: int) -> ResponseReturnValue:
    """Somebody says what the merchant's text really was."""
    if g.user.role not in MAY_ACT:
        raise Forbidden
    said = request.form.get("urgency", "")
    if said not in list(Urgency):
        raise BadRequest
    if not desk.correct(this_relay(), number, Urgency(said), who=g.user.person or g.user.name):
        raise NotFound
    return redirect(url_for("log.incident", number=number))


def _number(name: str) -> int | None:
    figure = request.args.get(name, "")
    return int(figure) if figure.isascii() and figure.isdigit() and len(figure) < 10 else None


def _live(template: str, **values: object) -> Response:
    """A page, or only the part of it that changes; nothing at all when that is as it was."""
    fragment = "fragment" in request.args
    layout = "fragment.html" if fragment else "page.html"
    response = make_response(render_template(template, layout=layout, **values))
    if fragment:
        response.add_etag()
        response.make_conditional(request)
    return response
