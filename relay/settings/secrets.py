"""The secrets of sessions and of encryption: asked for, or made and kept in a folder."""

import json
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from relay.settings.environment import Environment
from relay.settings.refusals import BadSettings


def require_secrets(environment: Environment) -> None:
    """Make sure that sessions can be signed and secrets kept.

    Raises:
        BadSettings: when SECRET_KEY or ENCRYPTION_KEYS is not set.
    """
    lines = []
    if environment.secret_key is None:
        lines.append("SECRET_KEY: is not set; give it 32 random characters or more")
    if not environment.encryption_keys:
        lines.append("ENCRYPTION_KEYS: is not set; give it a Fernet key, made as the README says")
    if lines:
        raise BadSettings(lines)


def keep_secrets(var: Path) -> dict[str, str]:
    """SECRET_KEY and ENCRYPTION_KEYS as kept in a folder; made there the first time.

    Raises:
        BadSettings: when the folder or the file cannot be used.
    """
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ENCRYPTION_KEYS": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }
    return keep_values(var / "secrets.json", made)


def keep_values(path: Path, made: Mapping[str, str]) -> dict[str, str]:
    """The texts a file of mode 600 keeps under the names of those made; at first, those made.

    Two processes that start at once get the same. A kept file is never made anew: what was
    encrypted with it would be lost.

    Raises:
        BadSettings: when the folder or the file cannot be used, or a name is missing in it.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        if not path.exists():
            _make(path, made)
        path.chmod(0o600)
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadSettings([f"{path}: cannot be used: {error}"]) from error
    given = kept if isinstance(kept, dict) else {}
    values = {name: text for name in made if isinstance(text := given.get(name), str) and text}
    if len(values) < len(made):
        raise BadSettings([f"{path}: must hold {' and '.join(made)}"])
    return values


def _make(path: Path, made: Mapping[str, str]) -> None:
    # A temporary file of Python's has mode 600. A link is made whole or not at all, and only one
    # process can make it.
    with NamedTemporaryFile(
        "w", dir=path.parent, prefix=f".{path.stem}-", encoding="utf-8"
    ) as draft:
        json.dump(dict(made), draft)
        draft.flush()
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return
