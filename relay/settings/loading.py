"""All of the settings, from the environment and the folder it names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from relay.core.crew import Person, further_of
from relay.core.escalation import Ladder
from relay.core.rota import Rotation
from relay.core.words import Texts
from relay.settings.around import look_around
from relay.settings.document import Document
from relay.settings.environment import Environment, Variables, read_environment
from relay.settings.refusals import BadSettings, quoted
from relay.settings.shape import (
    ONCALL_FILE,
    RELAY_FILE,
    Hotline,
    Limits,
    OncallFile,
    Privacy,
    RelayFile,
    Watch,
    Webshops,
)
from relay.settings.texts import read_texts


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is set; it never changes, an edit makes another."""

    hotline: Hotline
    ladder: Ladder
    limits: Limits
    watch: Watch
    webshops: Webshops
    privacy: Privacy
    people: Mapping[str, Person]
    rotations: Mapping[str, Rotation]
    texts: Texts
    environment: Environment

    @property
    def webshops_file(self) -> Path:
        """Where the directory of webshops is, or would be."""
        return self.environment.config / self.webshops.file


CanUse = Callable[[str], bool]  # whether a person can be reached by a further channel's URL


def load(environ: Mapping[str, str], can_use: CanUse | None = None) -> Settings:
    """The settings of an environment and of the folder it names.

    Args:
        environ: the variables.
        can_use: asked of each further channel of a person; None: all are taken as they are.

    Raises:
        BadSettings: when anything is missing or wrong, with all of it at once.
    """
    variables = Variables(environ)
    return load_folder(read_environment(variables), variables, can_use)


def load_folder(
    environment: Environment, variables: Variables, can_use: CanUse | None = None
) -> Settings:
    """The settings of an environment already read, from its folder as it stands.

    Raises:
        BadSettings: as `load` does.
    """
    relay = Document(environment.config / "relay.yaml", variables)
    oncall = Document(environment.config / "oncall.yaml", variables)
    around = look_around(relay.data, oncall.data)
    rules, crew = relay.check(RELAY_FILE, around), oncall.check(ONCALL_FILE, around)
    if rules and _lacks_webshops(rules.webshops, environment.config):
        name = quoted(rules.webshops.file)
        relay.refuse(("webshops", "file"), f"{name} is not there; put it beside relay.yaml")
    texts, faults = read_texts(environment.config / "texts", around.language, around.speakers)
    if crew and environment.has_real_carrier:
        for key in (key for key, person in crew.people.items() if person.demo):
            oncall.refuse(("people", key, "demo"), "is refused with a real carrier")
    if crew and can_use:
        _refuse_channels(oncall, crew, can_use)
    lines = [*variables.lines, *relay.lines, *oncall.lines, *faults]
    if lines or rules is None or crew is None:
        raise BadSettings(lines)
    return _joined(rules, crew, texts, environment)


def _refuse_channels(oncall: Document, crew: OncallFile, can_use: CanUse) -> None:
    """Refuse further channels that cannot be used; what stands there may be a secret."""
    for key, person in crew.people.items():
        for place, channel in enumerate(person.notify):
            if further_of([channel]) and not can_use(channel):
                words = "cannot be used; give sms, voice or a whole URL of a service Apprise knows"
                oncall.refuse(("people", key, "notify", place), words)


def _lacks_webshops(webshops: Webshops, folder: Path) -> bool:
    """Whether a file is named that is not there, and that is not fetched either."""
    is_named = webshops.file not in ("", Webshops().file)
    return is_named and not webshops.url and not (folder / webshops.file).is_file()


def _joined(rules: RelayFile, crew: OncallFile, texts: Texts, environment: Environment) -> Settings:
    language = rules.hotline.languages[0]
    people = {
        key: Person(key, p.name, p.phone, p.language or language, p.role, p.notify, p.demo)
        for key, p in crew.people.items()
    }
    rotations = {name: rotation.named(name) for name, rotation in crew.rotations.items()}
    return Settings(
        hotline=rules.hotline,
        ladder=rules.escalation.ladder(),
        limits=rules.limits,
        watch=rules.watch,
        webshops=rules.webshops,
        privacy=rules.privacy,
        people=MappingProxyType(people),
        rotations=MappingProxyType(rotations),
        texts=texts,
        environment=environment,
    )
