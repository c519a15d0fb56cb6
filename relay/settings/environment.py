"""What the machine says: the environment's variables, read and refused."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from relay.settings.refusals import quoted, refusal
from relay.settings.values import read_count

T = TypeVar("T")

# User and password, host, port, name; as SQLAlchemy takes them apart.
_POSTGRESQL = (
    r"postgresql(\+psycopg)?://(?=.)([^:/]*(:[^@]*)?@)?(\[[^/?]+\]|[^/:?]+)?(:[0-9]+)?([/?].*)?"
)


@dataclass(frozen=True, slots=True)
class Environment:
    """What the machine says: addresses, accounts and secrets."""

    config: Path
    database_url: str = field(repr=False)
    public_url: str  # without a slash at the end
    twilio_account_sid: str | None
    twilio_auth_tokens: tuple[str, ...] = field(repr=False)
    twilio_api_url: str  # without a slash at the end
    secret_key: str | None = field(repr=False)
    encryption_keys: tuple[str, ...] = field(repr=False)  # Fernet, the newest first
    backup_carrier_url: str | None = field(repr=False)
    heartbeat_url: str | None = field(repr=False)
    host: str
    port: int
    emulator_port: int
    web_concurrency: int

    @property
    def listens_at(self) -> str:
        """Host and port as they stand in an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def has_real_carrier(self) -> bool:
        """Whether texts go to people: an account is set, and its address is not this machine."""
        account = self.twilio_account_sid and self.twilio_auth_tokens
        return bool(account) and not _is_loopback(self.twilio_api_url)


class Variables:
    """The environment, where NAME_FILE is a file that holds NAME and goes before it."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.lines: list[str] = []

    def get(self, name: str) -> str | None:
        """The value; None when it is not set or empty."""
        path = self._environ.get(f"{name}_FILE")
        if not path:
            return self._environ.get(name, "").strip() or None
        try:
            return Path(path).read_text("utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            self._refuse(f"{name}_FILE: {quoted(path)} cannot be read")
            return None

    def take(self, name: str, parse: Callable[[str], T], default: T, *, secret: bool = False) -> T:
        """The parsed value; the default when it is not set or, its fault noted, wrong."""
        value = self.get(name)
        if value is None:
            return default
        try:
            return parse(value)
        except ValueError as error:
            self._refuse(f"{name}: {error}" if secret else f"{name}: {quoted(value)} {error}")
            return default

    def _refuse(self, line: str) -> None:
        if line not in self.lines:
            self.lines.append(line)


def read_environment(variables: Variables) -> Environment:
    """The environment; its faults are noted among the variables."""
    take = variables.take
    port = take("PORT", _port, 8000)
    environment = Environment(
        config=read_folder(variables),
        database_url=take("DATABASE_URL", _database, "sqlite:///var/relay.db", secret=True),
        public_url=take("PUBLIC_URL", _web_address, f"http://127.0.0.1:{port}"),
        twilio_account_sid=take("TWILIO_ACCOUNT_SID", _account_sid, None),
        twilio_auth_tokens=take("TWILIO_AUTH_TOKEN", _tokens, (), secret=True),
        twilio_api_url=take("TWILIO_API_URL", _safe_address, "https://api.twilio.com"),
        secret_key=take("SECRET_KEY", _long, None, secret=True),
        encryption_keys=take("ENCRYPTION_KEYS", _fernet_keys, (), secret=True),
        backup_carrier_url=take("BACKUP_CARRIER_URL", _apprise, None, secret=True),
        heartbeat_url=take("HEARTBEAT_URL", _web_secret, None, secret=True),
        host=take("HOST", str, "127.0.0.1"),
        port=port,
        emulator_port=read_emulator_port(variables),
        web_concurrency=take("WEB_CONCURRENCY", read_count, 2),
    )
    sid = variables.get("TWILIO_ACCOUNT_SID")
    tokens = _parts(variables.get("TWILIO_AUTH_TOKEN") or "")
    if (sid is None) != (not tokens):
        missing = "TWILIO_ACCOUNT_SID" if sid is None else "TWILIO_AUTH_TOKEN"
        variables.lines.append(f"{missing}: is not set; the two Twilio variables go together")
    if environment.has_real_carrier and not environment.public_url.startswith("https://"):
        variables.lines.append(
            f"PUBLIC_URL: {quoted(environment.public_url)} must be https with a real carrier"
        )
    return environment


def read_folder(variables: Variables) -> Path:
    """The folder of settings, before anything else is known."""
    return variables.take("RELAY_CONFIG", Path, Path("config"))


def read_emulator_port(variables: Variables) -> int:
    """Where the emulator listens, before anything else is known; a wrong port is the default."""
    return variables.take("EMULATOR_PORT", _port, 8010)


def _port(value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", value) or int(value) > 65_535:
        raise refusal("is not a port; write a number from 1 to 65535, such as 8100")
    return int(value)


def _database(value: str) -> str:
    url = re.sub(r"^postgres://", "postgresql://", value)
    if re.match(r"sqlite(://$|:///($|\?|:memory:|file:))", url):
        raise refusal("must name a file, such as sqlite:///var/relay.db; memory keeps nothing")
    if re.match(r"postgresql(\+psycopg)?://[^@]*@[^/?]*@", url):
        raise refusal("has more than one @; one in the user or password is written %40")
    if not (url.startswith("sqlite:///") or re.fullmatch(_POSTGRESQL, url)):
        raise refusal("must be sqlite:///var/relay.db or postgresql://user:password@host/name")
    return url


def _web_address(value: str) -> str:
    wrong = refusal("is not a web address; write it as https://relay.example.dk")
    try:
        parts, port = urlsplit(value), urlsplit(value).port
    except ValueError:  # a port that cannot be
        raise wrong from None
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0
    if not is_web or parts.query or parts.fragment:
        raise wrong
    return value.rstrip("/")


def _safe_address(value: str) -> str:
    address = _web_address(value)
    if not (address.startswith("https://") or _is_loopback(address)):
        raise refusal("must be https, or on this machine")
    return address


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or re.fullmatch(r"127(\.[0-9]+){3}", host) is not None


def _web_secret(value: str) -> str:
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
        raise refusal("is not a web address; write it as https://example.dk/ping")
    return value


def _apprise(value: str) -> str:
    if not re.match(r"[a-z][a-z0-9+.-]*://.", value):
        raise refusal("is not an Apprise URL; write it as bulksms://user:password@4520123456")
    return value


def _account_sid(value: str) -> str:
    if not re.fullmatch(r"AC[0-9a-fA-F]{32}", value):
        raise refusal("is not a Twilio account; it is AC and 32 digits or letters a to f")
    return value


def _parts(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _tokens(value: str) -> tuple[str, ...]:
    tokens = _parts(value)
    if len(tokens) > 2:
        words = "give one or, while rotating, two: the new and the old"
        raise refusal(f"has {len(tokens)} tokens; {words}")
    return tokens


def _long(value: str) -> str:
    if len(value) < 32:
        raise refusal("is shorter than 32 characters")
    return value


def _fernet_keys(value: str) -> tuple[str, ...]:
    """Keys as https://github.com/fernet/spec has them: 32 bytes, base64 for URLs."""
    for key in _parts(value):
        if not re.fullmatch(r"[\w-]{43}=", key, re.ASCII) or len(urlsafe_b64decode(key)) != 32:
            raise refusal(
                "has a key that is not a Fernet key; "
                "each is 43 letters, digits, - or _ and then =, with a comma between two"
            )
    return _parts(value)
