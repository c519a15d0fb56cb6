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


ADDRESSES = """domain,name,aliases,contact,phones
lampehuset.dk,Lampehuset ApS,lampehuset.de; Lampe Huset,,20123461
garnhuset.dk,Garnhuset,garnland.no,,
tehuset.dk,Tehuset,,,
møbelhuset.dk,Møbelhuset,,,
lamper.co.uk,Lamps,garnland.no,,
,Uhrhuset.com,,,
butik.vinhuset.dk,Vinhuset,,,
strømpebutikken.dk,Strømper,,,
stroempebutikken.dk,Stroempe,,,
kasse24timer.dk,Kasse24timer,,,
sko-og-tasker.dk,Sko og Tasker,,,
"""


@pytest.fixture
def addresses() -> Directory:
    shops, faults = read_shops(ADDRESSES, "DK")
    assert not faults
    return Directory(shops)


@pytest.mark.parametrize(
    ("webshop", "name", "how"),
    [
        ("shop.lampehuset.dk", "Lampehuset ApS", How.DOMAIN),
        ("da.lampehuset.dk", "Lampehuset ApS", How.DOMAIN),
        ("https://m.tehuset.dk:8443/kurv", "Tehuset", How.DOMAIN),
        ("a.b.lamper.co.uk", "Lamps", How.DOMAIN),
        ("lampehuset.de", "Lampehuset ApS", How.DOMAIN),  # an alias that is a domain
        ("shop.lampehuset.de", "Lampehuset ApS", How.DOMAIN),
        ("uhrhuset.com", "Uhrhuset.com", How.DOMAIN),  # a name that is one
        ("lampehuset dk", "Lampehuset ApS", How.DOMAIN),  # as our pages write it
        ("butik.vinhuset.dk", "Vinhuset", How.DOMAIN),
        ("strømpebutikken.dk", "Strømper", How.DOMAIN),  # though another is spelled like it
        ("shop.moebelhuset.dk", "Møbelhuset", How.NAME),
        ("mobelhuset.dk", "Møbelhuset", How.LIKENESS),
        ("lampehset.dk", "Lampehuset ApS", How.LIKENESS),  # a letter is missing,
        ("lampehuuset.dk", "Lampehuset ApS", How.LIKENESS),  # doubled
        ("m.lamephuset.dk", "Lampehuset ApS", How.LIKENESS),  # or swapped
        ("lampehuset", "Lampehuset ApS", How.NAME),
    ],
)
def test_shop_is_known_by_its_domain_and_what_is_under_it(
    addresses: Directory, webshop: str, name: str, how: How
) -> None:
    match = addresses.match(webshop, None)

    assert match is not None
    assert (match.shop.name, match.how) == (name, how)


@pytest.mark.parametrize(
    "webshop",
    [
        # The same name with another ending.
        *("lampehuset.se", "lampehuset.com", "garnhuset.no", "shop.lampehuset.se"),
        *("lampehuset com", "Lampehuset.se AS", "lampe huset.se", "uhrhuset.dk"),
        *("lampehset.se", "lamper.uk", "møbelhuset.se"),
        # Another letter, or one more.
        *("thehuset.dk", "tenhuset.dk", "lampehusets.dk", "lampehusat.dk", "lanpehuset.dk"),
        # A slip in a short name; two slips.
        *("tehuuset.dk", "ethuset.dk", "lamphset.dk"),
        # A word of its own, rather than a slip: the first or the last letter is another.
        *("lampehuse.dk", "ampehuset.dk", "lampehuste.dk"),
        # Signs and figures are no slips.
        *("skoog-tasker.dk", "skoogtasker.dk", "kasse42timer.dk", "kasse2timer.dk"),
        "garnland.no",  # two shops say that it is theirs
        *("vinhuset.dk", "kasse.vinhuset.dk"),  # above and beside the one that is known
        "strmpebutikken.dk",  # a slip of two
        *("dk", "co.uk", ".", "..", ".dk", "a..dk", "xn--a.dk", "\u13a0.dk", "a" * 1600 + ".dk"),
        "a." * 800 + "dk",
    ],
)
def test_another_domain_is_another_shop(addresses: Directory, webshop: str) -> None:
    assert addresses.match(webshop, None) is None


@pytest.mark.parametrize(
    "webshop",
    ["garnhuset.no", "lampehuset.se", "lampehusets.dk", "lampehusets dk", "shop.tehus.dk"],
)
def test_unknown_domain_is_not_the_shop_of_the_senders_phone(
    addresses: Directory, webshop: str
) -> None:
    assert addresses.match(webshop, "+4520123461") is None


def test_unknown_name_leaves_the_shop_to_the_senders_phone(addresses: Directory) -> None:
    match = addresses.match("Uldstuen", "+4520123461")

    assert match is not None
    assert (match.shop.name, match.how) == ("Lampehuset ApS", How.PHONE)


def test_a_domain_that_two_shops_claim_is_that_of_the_senders_phone() -> None:
    rows = "domain,name,aliases,phones\na.dk,A,garnland.no,20123461\nb.dk,B,garnland.no,\n"
    match = Directory(read_shops(rows, "DK")[0]).match("garnland.no", "+4520123461")

    assert match is not None
    assert (match.shop.name, match.how) == ("A", How.PHONE)


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


def test_a_stray_quotation_mark_costs_its_own_line_alone() -> None:
    below = "".join(f"butik{at}.dk,Butik {at},,,\n" for at in range(6000))  # more than csv holds
    head = 'domain,name,aliases,contact,phones\n"uhrhuset.dk","Uhr ""og"" tid",,Bo,20123456\n'

    shops, faults = read_shops(f'{head}lampehuset.dk,"Lampehuset,,Birgit,20304050\n{below}', "DK")

    assert [shop.name for shop in shops[:2]] == ['Uhr "og" tid', "Butik 0"]
    assert len(shops) == 6001
    assert faults == ("line 3: a quotation mark is not closed, or a cell is too long",)


def test_a_cell_too_long_for_a_name_costs_its_own_line_alone() -> None:
    shops, faults = read_shops(f"domain,name\nx.dk,{'y' * 200_000}\nlampehuset.dk,L\n", "DK")

    assert [shop.domain for shop in shops] == ["lampehuset.dk"]
    assert faults == ("line 2: a quotation mark is not closed, or a cell is too long",)


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


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Kaffekanden er nede. Mvh Mette", "Kaffekanden"),
        ("kaffekanden's webshop er nede", "kaffekanden's"),
        ("Hej, Billig VVS kan ikke tage imod betaling", "Billig VVS"),
        ("Moebelhusets kasse fejler", "Moebelhusets"),
        ("Jeg fik kanden i stykker", None),  # an alias, and a jug
        ("vi er nede", None),
        ("Bordet fanger, og Garnhuse er nede", None),  # nearly is not enough in a text
        ("", None),
    ],
)
def test_known_shop_is_found_among_the_words_of_a_text(
    directory: Directory, words: str, named: str | None
) -> None:
    assert directory.named_in(words) == named


def test_names_that_are_words_are_no_shops_of_a_text() -> None:
    shops = "domain,name\nsiden.dk,Siden\nbetaling.dk,Betaling\nhjaelp.dk,Hjælp\n"
    directory = Directory(read_shops(shops, "DK")[0])

    assert directory.named_in("siden er nede, betaling fejler, hjælp") is None
