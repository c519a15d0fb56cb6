"""user, db: who may sign in, and the tables."""

import os
import sys
from functools import partial

import click

from relay import app
from relay.cli.common import Refused
from relay.cli.database import opened, orderly
from relay.store import schema, users


@click.group("user")
def user_group() -> None:
    """Who may sign in."""


@user_group.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(users.ROLES), default="viewer", show_default=True)
@click.option("--person", help="their key in oncall.yaml, if they are on call")
@click.option("--password", help="12 characters or more; asked for when left out")
@orderly
def user_add(name: str, role: str, person: str | None, password: str | None) -> None:
    """Let someone sign in."""
    live = app.read_settings(os.environ)
    if person is not None and person not in live.current().people:
        known = ", ".join(live.current().people)
        raise Refused(f"{person} is not in oncall.yaml; known are {known}")
    with opened(live) as relay:
        password = password or _ask_password()
        users.add(relay.database, name, password, role=role, person=person, now=relay.clock.now())
    click.echo(f"{name} may sign in as {role}")


@user_group.command("list")
@orderly
def user_list() -> None:
    """Everyone who may sign in."""
    with opened(app.read_settings(os.environ)) as relay:
        found = relay.database.read(users.everyone)
    if found:
        click.echo("name\trole\tperson")
    for user in found:
        click.echo(f"{user.name}\t{user.role}\t{user.person or '-'}")


@user_group.command("reset")
@click.argument("name")
@click.option("--password", help="12 characters or more; asked for when left out")
@orderly
def user_reset(name: str, password: str | None) -> None:
    """A new password; ends the user's sessions."""
    with opened(app.read_settings(os.environ)) as relay:
        if relay.database.read(partial(users.by_name, name=name)) is None:
            raise Refused(f"there is no user {users.plain_name(name)}")
        password = password or _ask_password()
        users.reset(relay.database, name, password)
    click.echo(f"{name} has a new password; their sessions have ended")


def _ask_password() -> str:
    if not sys.stdin.isatty():
        raise Refused("no terminal to ask for a password at; give it with --password")
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return given


@click.group("db")
def db_group() -> None:
    """The database."""


@db_group.command("upgrade")
@orderly
def db_upgrade() -> None:
    """Create or migrate the tables; safe to run by several at once."""
    relay = app.build_relay(app.read_settings(os.environ))
    try:
        is_ours = schema.upgrade(relay.database)
        if is_ours:
            schema.check_tables(relay.database)
    finally:
        relay.database.dispose()
    click.echo("the tables are " + ("up to date" if is_ours else "already of a newer version"))
