"""The directory of webshops: who is meant, however they spell it."""

import random

import pytest

from relay.core.directory import Directory, How, Webshop, folded, read_shops
from relay.core.reading.wording import listed

CSV = """domain,name,aliases,contact,phones
kaffekanden.dk,Kaffekanden,Kaffe Kanden;Kanden,Mette Holm,20 12 34 56; +4520123457
www.billigvvs.dk,Billig VVS ApS,,Lars,20123458
møbelhuset.dk,Møbelhuset,,,20123459
nordicgear.dk,Nordic Gear,,,
garnhuset.dk,Garnhuset,,,20123460
garnhusene.dk,Garnhusene,,,20123460
"""


@pytest.fixture
def directory() -> Directory:
    return Directory(read_shops(CSV, "DK")[0])


@pytest.mark.parametrize(
    ("webshop", "name", "how"),
    [
        ("kaffekanden.dk", "Kaffekanden", How.DOMAIN),
        ("https://www.kaffekanden.dk/kurv", "Kaffekanden", How.DOMAIN),
        ("xn--mbelhuset-l8a.dk", "Møbelhuset", How.DOMAIN),
        ("KAFFE KANDEN", "Kaffekanden", How.NAME),
        ("kanden", "Kaffekanden", How.NAME),  # an alias
        ("billig vvs", "Billig VVS ApS", How.NAME),
        ("moebelhuset", "Møbelhuset", How.NAME),  # no ø on the keyboard
        ("moebelhuset.dk", "Møbelhuset", How.NAME),
        ("mobelhuset", "Møbelhuset", How.LIKENESS),
        ("kafekanden", "Kaffekanden", How.LIKENESS),
        ("nordik gear", "Nordic Gear", How.LIKENESS),
        ("garnhuset", "Garnhuset", How.NAME),  # spelled right, though another is near
    ],
)
def test_shop_is_known_however_it_is_spelled(
    directory: Directory, webshop: str, name: str, how: How
) -> None:
    match = directory.match(webshop, None)

    assert match is not None
    assert (match.shop.name, match.how) == (name, how)


@pytest.mark.parametrize("webshop", ["lampehuset", "garnhusent", "vvs", "", "🧶", "a" * 1600])
def test_what_is_near_none_or_near_two_is_none(directory: Directory, webshop: str) -> None:
    assert directory.match(webshop, None) is None


def test_sender_is_known_by_phone_when_the_text_names_no_known_shop(directory: Directory) -> None:
    by_phone = directory.match(None, "+4520123457")
    named = directory.match("billigvvs.dk", "+4520123457")

    assert by_phone is not None
    assert (by_phone.shop.contact, by_phone.how) == ("Mette Holm", How.PHONE)
    assert named is not None
    assert named.shop.contact == "Lars"  # what the text says goes before the phone
    assert directory.match(None, "+4520123460") is None  # a phone of two shops tells neither
    assert directory.match(None, None) is None


def test_file_with_bad_rows_gives_the_good_ones() -> None:
    shops, faults = read_shops("name;phones\nLampehuset;20123456\n;\nUhrhuset;12", "DK")

    assert [shop.name for shop in shops] == ["Lampehuset", "Uhrhuset"]
    assert faults == (
        "line 3: has neither a domain nor a name",
        "line 4: a phone is not one",
    )


@pytest.mark.parametrize("text", ["", "\n", "shop,owner\na,b", "\ufeff"])
def test_file_without_its_columns_says_so(text: str) -> None:
    assert read_shops(text, "DK") == (
        (),
        ("line 1: must name the columns domain, name, aliases, contact, phones",),
    )


def test_names_are_compared_without_their_dress() -> None:
    assert folded("Ærø & Ø ApS") == folded("aeroe oe") == "aeroeoe"
    assert folded("www.blå-bær.dk") == "blaabaer"


def test_a_shop_is_found_among_a_hundred_thousand() -> None:
    chance = random.Random(7)
    parts = listed("garn kaffe vin tøj bog sko hus lund berg skov lys te ost fisk have cykel")
    names = [" ".join(chance.choices(parts, k=4)) + str(at) for at in range(100_000)]
    directory = Directory(
        Webshop(f"{folded(name)}.dk", name, (), "", (f"+45{20_000_000 + at}",))
        for at, name in enumerate(names)
    )

    by_domain = directory.match(f"{folded(names[5])}.dk", None)
    by_phone = directory.match(None, "+4520000007")

    assert by_domain is not None
    assert by_domain.shop.name == names[5]
    assert by_phone is not None
    assert by_phone.shop.name == names[7]
    assert directory.match("findes slet ikke her", None) is None
