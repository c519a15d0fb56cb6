"""python -m relay COMMAND: each command is loaded when it is called for."""

import signal
from importlib import import_module

import click

_COMMANDS = {
    "serve": "processes:serve_command",
    "demo": "processes:demo_command",
    "web": "processes:web_command",
    "worker": "processes:worker_command",
    "emulator": "phones:emulator_command",
    "read": "reading:read_command",
    "simulate": "nights:simulate_command",
    "page": "drills:page_command",
    "user": "keeping:user_group",
    "db": "keeping:db_group",
}

INTERRUPTED = 128 + signal.SIGINT  # as shells have it


class _Commands(click.Group):
    """The commands by name; a process of the emulator has no use for the worker."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command: click.Command = getattr(import_module(f"relay.cli.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # while it starts; click would say that it was aborted
            ctx.exit(INTERRUPTED)


@click.group(cls=_Commands)
def main() -> None:
    """The relay: an emergency hotline by SMS."""
