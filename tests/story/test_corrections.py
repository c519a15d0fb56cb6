"""A text that was read wrongly is corrected by SMS or on its page, and is a sample from then on."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from relay.app import create_app
from relay.cli import main
from relay.core.incident import State
from relay.core.segments import segments
from relay.store import users
from tests.story.storm import everybody_skips
from tests.web.test_auth import NAME, PASSWORD, Reader
from tests.world import World, environ


def signed_in(world: World, role: str = "manager") -> Reader:
    """Somebody who has signed in and reads Danish."""
    now = world.clock.now()
    users.add(world.relay.database, NAME, PASSWORD, role=role, person=None, now=now)
    reader = Reader(create_app(world.relay))
    reader.sign_in()
    return reader


@pytest.fixture
def reader(world: World) -> Reader:
    return signed_in(world)


def test_an_engineer_says_that_it_was_a_matter_for_support(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()

    mette.replies(f"{mette.code()} rutine")

    mette.expects("1001 var en sag for support", f"Svar {mette.code()} løst")
    assert world.incident().state is State.OPEN  # nobody has said that it is over
    assert "corrected" in world.happened()
    world.advance(minutes=2)
    mette.expects("Påmindelse 1")


@pytest.mark.parametrize(
    ("words", "news"), [("rutine", "var en sag for support"), ("ingen sag", "ikke var nogen sag")]
)
def test_whoever_has_it_hears_that_a_colleague_calls_it_no_emergency(
    world: World, words: str, news: str
) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(mette.code())
    for phone in (mette, lars, world.merchant):
        phone.skips()

    lars.replies(f"{lars.code()} {words}")

    lars.expects("Mette Holm har den")
    mette.expects(f"Lars Friis siger, at 1001 lampehuset dk {news}. Du har den stadig")
    mette.replies(f"{mette.code()} løst")
    mette.expects("1001 er lukket")
    lars.replies(f"{lars.code()} {words}")
    lars.expects("Den er lukket")
    world.merchant.skips()


@pytest.mark.parametrize("answer", ["", " ringet"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("rutine", " Lars Friis har kaldt den rutine."),
        ("ingen sag", " Lars Friis har kaldt den ingen sag."),
    ],
)
def test_whoever_takes_it_hears_that_a_colleague_has_called_it_no_emergency(
    world: World, words: str, said: str, answer: str
) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(f"{lars.code()} {words}")
    everybody_skips(world)

    mette.replies(f"{mette.code()}{answer}")

    taken = mette.expects("har", said)
    assert segments(taken) <= 2
    everybody_skips(world)


@pytest.mark.parametrize("since", ["haster", "own", "merchant", "fortryd"])
def test_whoever_takes_it_hears_nothing_of_what_counts_no_more(world: World, since: str) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(f"{lars.code()} rutine")
    if since == "own":
        mette.replies(f"{mette.code()} rutine")
    elif since == "merchant":
        world.merchant.texts("Det er stadig nede, ingen kan betale")
    else:
        lars.replies(f"{lars.code()} {since}")
    everybody_skips(world)

    mette.replies(mette.code())

    assert "rutine" not in mette.expects("Du har 1001")
    everybody_skips(world)


def test_who_called_it_routine_is_named_within_two_segments(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"name: Lars Friis": "name: Bartholomaeus Christoffersen-Vester"})
    shop = "den-meget-lange-lampehandel-i-middelfart.dk"
    world.report(f"Christoffer Vestergaard-Sønderskov, {shop}, kassen er nede, +49 1512 3456789")
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(f"{lars.code()} rutine")
    everybody_skips(world)

    mette.replies(mette.code())

    assert segments(mette.expects("Du har 1001", "Bartholomaeus", "kaldt den rutine")) <= 2
    everybody_skips(world)


def test_what_was_put_aside_and_is_urgent_is_paged_at_once(world: World, reader: Reader) -> None:
    world.report("Hvordan ændrer jeg farven på min knap?")
    world.merchant.skips()
    assert world.incident().state is State.REDIRECTED
    assert "Blev beskeden læst forkert?" in reader.get("/incidents/1001").text

    answer = reader.post("/incidents/1001/correct", urgency="critical")
    world.advance(seconds=5)

    assert answer.status_code == 302
    assert world.incident().state is State.OPEN
    world.phone("mette").expects("Hvordan ændrer jeg farven")
    world.merchant.expects("Sag 1001: vi har set på din besked igen, og vores vagt er kaldt.")
    assert "åbnet igen" not in reader.get("/incidents/1001").text  # it never was open
    assert "siger: Haster" in reader.get("/incidents/1001").text


def test_a_correction_that_cannot_be_changes_nothing(world: World, reader: Reader) -> None:
    world.report()
    world.merchant.skips()
    world.phone("mette").skips()

    assert reader.post("/incidents/1001/correct", urgency="urgent!").status_code == 400
    assert reader.post("/incidents/4711/correct", urgency="routine").status_code == 404
    assert reader.get("/incidents/1001/correct").status_code == 405
    assert "corrected" not in world.happened()


def exported(world: World) -> list[dict[str, Any]]:
    """What the export prints."""
    url = world.relay.database.url.render_as_string(hide_password=False)
    done = CliRunner().invoke(main, ["read", "--export-corrections"], env=environ(url))
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_export_from_a_database_without_tables_is_refused_in_a_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"

    done = CliRunner().invoke(main, ["read", "--export-corrections"], env=environ(url))

    assert done.exit_code == 1
    assert "run `python -m relay db upgrade`" in done.stderr
    assert "Traceback" not in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_corrections_are_exported_as_labelled_samples(world: World, reader: Reader) -> None:
    world.report("Hvordan ændrer jeg farven på min knap?")
    world.merchant.skips()
    reader.post("/incidents/1001/correct", urgency="not_an_incident")
    reader.post("/incidents/1001/correct", urgency="routine")

    (sample,) = exported(world)

    assert sample["body"] == "Hvordan ændrer jeg farven på min knap?"
    assert sample["gold"]["class"] == "routine"  # the newest word counts


def test_a_sample_of_what_is_no_incident_has_no_problem(world: World, reader: Reader) -> None:
    """As the labelled texts have it."""
    world.report("Hvordan ændrer jeg farven på min knap?")
    world.merchant.skips()
    assert world.incident().problem is not None

    reader.post("/incidents/1001/correct", urgency="not_an_incident")

    (sample,) = exported(world)
    assert sample["gold"]["class"] == "not_an_incident"
    assert sample["gold"]["problem"] is None


def test_what_was_corrected_by_mistake_is_put_back_on_the_page(
    world: World, reader: Reader
) -> None:
    world.report("Hvordan ændrer jeg farven på min knap?")
    world.merchant.skips()

    def offered() -> set[str]:
        return set(re.findall(r'name="urgency" value="(\w+)"', reader.get("/incidents/1001").text))

    assert offered() == {"critical", "not_an_incident"}
    reader.post("/incidents/1001/correct", urgency="not_an_incident")
    assert offered() == {"critical", "routine"}
    reader.post("/incidents/1001/correct", urgency="routine")
    assert offered() == {"critical", "not_an_incident"}


def test_a_sample_says_only_what_stands_in_its_text(world: World) -> None:
    world.report("kassen giver fejl 500")
    for text in ("Jonas Holm", "lampehuset.dk", "ring på 30405060"):
        world.merchant.texts(text)
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} rutine")
    known = world.incident()
    world.merchant.skips()
    mette.skips()

    (sample,) = exported(world)

    assert (known.name, known.webshop, known.callback) == (
        "Jonas Holm",
        "lampehuset.dk",
        "+4530405060",
    )
    assert sample["body"] == "kassen giver fejl 500"
    assert sample["gold"] == {
        "name": None,
        "webshop": None,
        "problem": "kassen giver fejl 500",
        "callback": None,
        "language": "da",
        "class": "routine",
    }
    assert sample["read"] == "critical"


def test_a_sample_says_how_its_text_was_read_before_it_was_urgent(world: World) -> None:
    world.report("Hvordan ændrer jeg farven på min knap?")
    world.merchant.texts("HASTER shoppen er hvid")
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} rutine")
    assert world.incident().urgency == "critical"
    world.merchant.skips()
    mette.skips()

    (sample,) = exported(world)

    assert sample["body"] == "Hvordan ændrer jeg farven på min knap?"
    assert "hvid" not in sample["gold"]["problem"]
    assert (sample["read"], sample["gold"]["class"]) == ("routine", "routine")


def test_a_shop_of_the_directory_is_known_on_the_page(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"company: Shoporama": "company: Shoporama"})
    folder = world.relay.settings.environment.config
    (folder / "webshops.csv").write_text(
        "domain,name,aliases,contact,phones\nlampehuset.dk,Lampehuset,,Birgit Lund,20304050\n"
    )
    world.report("Hjælp, alt er nede")
    world.advance(seconds=2)
    reader = signed_in(world)

    page = reader.get("/incidents/1001").text

    assert "Birgit Lund" in page
    assert "Lampehuset" in page
    world.phone("mette").replies(f"{world.phone('mette').code()} løst")
    world.report("lampehuset.dk er nede igen, men noget helt andet", "+4520304077")
    assert "/incidents/1001" in reader.get("/incidents/1002").text  # what it had before
    world.phone("mette").skips()
    world.merchant.skips()
    world.phone("+4520304077").skips()


def test_a_shop_of_the_directory_is_found_in_the_words(make_world: Callable[..., World]) -> None:
    world = make_world({"company: Shoporama": "company: Shoporama"})
    (world.relay.settings.environment.config / "webshops.csv").write_text(
        "domain,name,aliases,contact,phones\ngarnboden.dk,Garnboden,,Birgit Lund,20304099\n"
    )
    world.report("Garnboden er nede. Mvh Jonas")

    page = signed_in(world).get("/incidents/1001").text

    assert world.incident().webshop is None
    assert "Birgit Lund" in page
    world.phone("mette").skips()
    world.merchant.skips()


def test_a_viewer_corrects_nothing(world: World) -> None:
    world.report()
    world.merchant.skips()
    world.phone("mette").skips()
    viewer = signed_in(world, role="viewer")

    assert "læst forkert" not in viewer.get("/incidents/1001").text
    assert viewer.post("/incidents/1001/correct", urgency="routine").status_code == 403


def test_a_field_in_doubt_is_marked_asked_about_and_mended(world: World, reader: Reader) -> None:
    """A shop that is known from a mail address alone may be another one."""
    world.report("Butikken er helt nede! Mvh Niels, niels@vinogvandel.dk")

    world.phone("mette").expects("1001 vinogvandel dk?:")
    assert reader.get("/incidents/1001").text.count("kan være læst forkert") == 1
    world.merchant.expects("Svar her med din webshop")
    world.merchant.texts("vinhuset.dk")

    assert world.incident().webshop == "vinhuset.dk"
    assert world.incident().unsure == []
    assert "kan være læst forkert" not in reader.get("/incidents/1001").text
    world.phone("mette").expects("butikken skriver: vinhuset dk")


@pytest.mark.parametrize(
    "since",
    [
        # What makes an emergency of what Mette called a matter for support.
        ["merchant: nej hele butikken er altså nede nu, ingen kan betale"],
        ["mette: løst", "merchant: butikken er stadig nede, fejl 500!", "mette:"],
        ["lars:"],
        ["lars: ringet"],
        ["mette:", "lars: ringet"],
        ["mette: haster"],
    ],
)
def test_what_turned_out_to_be_an_emergency_is_not_closed_as_a_matter_for_support(
    world: World, since: list[str]
) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    codes = {key: world.phone(key).code() for key in ("mette", "lars")}
    world.phone("mette").replies(f"{codes['mette']} rutine")
    for one in since:
        who, _, words = one.partition(":")
        if who == "merchant":
            world.merchant.texts(words.strip())
        else:
            world.phone(who).replies(f"{codes[who]}{words}")
        world.advance(seconds=30)
    everybody_skips(world)

    closes = world.incident().holder or "mette"
    world.phone(closes).replies(f"{codes[closes]} løst genstartede serveren")

    world.merchant.expects("Sag 1001 er løst")
    everybody_skips(world)


def test_somebody_who_never_heard_of_a_correction_closes_what_they_have_mended(
    world: World,
) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(f"{lars.code()} rutine")
    everybody_skips(world)

    mette.replies(f"{mette.code()} løst genstartet")

    world.merchant.expects("Sag 1001 er løst")
    everybody_skips(world)


@pytest.mark.parametrize("since", ["Tak!", "Jonas, 20304050"])
def test_what_is_a_matter_for_support_is_closed_as_one(world: World, since: str) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} rutine")
    mette.replies(f"{code} ringet")
    world.merchant.texts(since)
    everybody_skips(world)

    mette.replies(f"{code} løst")

    world.merchant.expects("den hører til hos support")
    everybody_skips(world)


@pytest.mark.parametrize(
    ("words", "now"), [("", "Du har den"), (None, "Ingen har den nu. Svar {code} = jeg tager den")]
)
def test_a_correction_can_be_put_right(world: World, words: str | None, now: str) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    if words is not None:
        mette.replies(code)
    mette.replies(f"{code} rutine")
    mette.skips()

    mette.replies(f"{code} haster")

    mette.expects("Noteret: 1001 haster.", now.format(code=code))
    everybody_skips(world)
