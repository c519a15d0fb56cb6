"""What is set: config/*.yaml and the environment, checked and frozen."""

from relay.core.limits import Rate
from relay.settings.environment import Environment, Variables, read_emulator_port
from relay.settings.live import Live
from relay.settings.loading import Settings, load
from relay.settings.refusals import BadSettings
from relay.settings.secrets import keep_secrets, keep_values, require_secrets
from relay.settings.shape import Hotline, Limits, Privacy, Watch, Webshops

__all__ = [
    "BadSettings",
    "Environment",
    "Hotline",
    "Limits",
    "Live",
    "Privacy",
    "Rate",
    "Settings",
    "Variables",
    "Watch",
    "Webshops",
    "keep_secrets",
    "keep_values",
    "load",
    "read_emulator_port",
    "require_secrets",
]
