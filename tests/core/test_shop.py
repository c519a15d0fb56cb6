"""Which of the domains in a text is the sender's shop, however it is typed."""

import pytest

from relay.core.reading.fields.shop import find_hosts, own_host
from relay.core.report import read_report

SHOPS = [  # text, the sender's shop
    ("lampehuset.dks kasse er gået i stå", "lampehuset.dk"),
    ("ullbua.ses kassa är död", "ullbua.se"),
    ("lampehuset.dk-siden svarer ikke", "lampehuset.dk"),
    ("lampehuset.dk.Ingen kan købe", "lampehuset.dk"),
    ("På Lampehuset.Dk kan man ikke lægge i kurv", "lampehuset.dk"),
    ("cykelbixen.bike er nede", "cykelbixen.bike"),
    ("ullbua punkt se är nere", "ullbua.se"),
    ("lampehuset dot co dot uk is down", "lampehuset.co.uk"),
    ("www ullbua se är nere", "ullbua.se"),
    ("ullbua,se är nere", "ullbua.se"),
    ("lampehuset . dk er nede", "lampehuset.dk"),
    ("xx Poppy @ lampehuset.dk", "lampehuset.dk"),  # at, not an address
    ("info@ lampehuset.dk", None),
    ("skriv til gmail.com", None),
    # an ending that is spoken of is no domain
    ("I typed .com instead of .dk", None),
    ("både .dk og .se er væk, lampehuset.dk", "lampehuset.dk"),
    # whose it is
    ("Alle der går ind på lampehuset.dk ender på billige-piller.ru", "lampehuset.dk"),
    ("alla som går in på lampehuset.se hamnar på casino.com", "lampehuset.se"),
    ("Vores konkurrent fodfine.dk virker, men lampehuset.dk er død", "lampehuset.dk"),
    ("Infos zu Ihrem Paket unter dhl.de", None),
    ("kig på https://feeds.partner-hub.io/dk/88, butikken er lampehuset.dk", "lampehuset.dk"),
    ("mitid.dk virker, men admin på lampehuset.dk lukker ingen ind", "lampehuset.dk"),
    # under the domain of a firm that lets shops
    ("lampehuset.shoporama.dk er nede", "lampehuset.shoporama.dk"),
    ("https://lampehuset.shoporama.dk/admin viser fejl 500", "lampehuset.shoporama.dk"),
    ("Kassen på butik.dandomain.dk virker ikke", "butik.dandomain.dk"),
    ("lampehuset.mywebshop.io is down", "lampehuset.mywebshop.io"),
    ("our store lampehuset.myshopify.com is down", "lampehuset.myshopify.com"),
    ("shoporama.dk er nede", None),
    ("myshopify.com is down", None),
    ("admin.shoporama.dk virker ikke", None),  # theirs, as the next
    ("https://status.dandomain.dk siger ok, lampehuset.dk er nede", "lampehuset.dk"),
]


@pytest.mark.parametrize(("text", "shop"), SHOPS)
def test_shop_is_told_from_other_domains(text: str, shop: str | None) -> None:
    own = own_host(find_hosts(text))

    assert (own.name if own else None) == shop


@pytest.mark.parametrize(
    ("text", "shop"),
    [
        ("Hvorfor står der kvote opbrugt på min solsikkefrø.dk? Vasyl", "solsikkefrø.dk"),
        ("Vill bara få en kopia på avtalet. Mejla info@vinterviken.se", "vinterviken.se"),
        ("Kontot er spærret! Bekræft her: sikker-konto.top", None),  # no merchant's
        ("Kunden hade skrivit gmial.com. Hilma, hilmashonung.se", "hilmashonung.se"),
        ("https://lampehuset.shoporama.dk/admin viser fejl 500", "lampehuset.shoporama.dk"),
        ("Skriv til lone@lampehuset.shoporama.dk, kassen er nede", "lampehuset.shoporama.dk"),
        ("Skriv til support@shoporama.dk, kassen er nede", None),
        ("Shop: https://status.quickpay.net, kassen er nede", None),
    ],
)
def test_domain_is_the_shop_of_whoever_needs_help(text: str, shop: str | None) -> None:
    assert read_report(text, "+4522000000").webshop == shop


@pytest.mark.parametrize(
    "address",
    [
        *("prnt.sc/abc123", "app.prntscr.com/abc", "imgur.com/a/xyz", "i.imgur.com/xyz.png"),
        *("ibb.co/abc", "imgbb.com/abc", "gyazo.com/abc", "i.postimg.cc/abc", "snipboard.io/a.jpg"),
        *("app.lightshot.com/abc", "www.loom.com/share/abc", "youtu.be/abc", "we.tl/t-abc"),
        *("www.dropbox.com/s/abc/skaerm.png", "wetransfer.com/downloads/1", "1drv.ms/i/s!abc"),
        *("photos.app.goo.gl/abc", "drive.google.com/file/d/1", "share.icloud.com/photos/1"),
        *("onedrive.live.com/?id=1", "firma.sharepoint.com/:i:/g/abc"),
    ],
)
def test_place_for_pictures_and_files_is_no_shop(address: str) -> None:
    assert read_report(f"Kassen er nede, se https://{address}", "+4522000000").webshop is None


# endings that a shop has, each behind a blank, and its slips
BARE = [
    ("hej shop ned i alle lande .dk .se og .no fejl 522 nordiskhud.com sanne", "nordiskhud.com"),
    ("hej shop ned i alle lande .dk .se og .no nordiskhud.com sanne", "nordiskhud.com"),
    ("vores sider .dk .se og .com er nede, lampehuset.dk", "lampehuset.dk"),
    ("alla länder .se .dk och .fi är nere, ullbua.se", "ullbua.se"),
    ("all sites .com .eu and .de are down. yarnbox.com", "yarnbox.com"),
    ("alle Länder .de .com und .eu sind weg, wollzauber.de", "wollzauber.de"),
    ("alle lande .dk .se og .no er nede", None),
    ("siden .dk og .com er nede, mvh garnhyllen.dk", "garnhyllen.dk"),
    ("lampehuset .dk er nede", "lampehuset.dk"),
    ("lampehuset .dk og lampehuset .se er nede", "lampehuset.dk"),
    ("hej det er Bo fra garnhyllen .com siden er nede", "garnhyllen.com"),
]


@pytest.mark.parametrize(("text", "shop"), BARE)
def test_ending_in_a_row_of_endings_is_no_domain_of_the_word_before(
    text: str, shop: str | None
) -> None:
    assert read_report(text, "+4522000000").webshop == shop


# two shops, of which one is said to be fine, denied or moved away from
OF_TWO = [
    ("lampehuset.dk er skiftet til evil.com, hacket!", "lampehuset.dk"),
    ("lampehuset.dk has changed to evil.com", "lampehuset.dk"),
    ("I stedet for lampehuset.dk vises jydskedyr.dk", "lampehuset.dk"),
    ("Lampehuset.dk kører, men stolehuset.dk er nede. Ole 22334455", "stolehuset.dk"),
    ("Lampehuset.dk virker, stolehuset.dk gør ikke. Ole", "stolehuset.dk"),
    ("lampehuset.dk korer fint nok men stolehuset.dk gør ikke", "stolehuset.dk"),  # o for ø
    ("lampehuset.dk er oppe igen, men nu er stolehuset.dk nede", "stolehuset.dk"),
    ("lampehuset.dk er ikke ramt, men stolehuset.dk er nede", "stolehuset.dk"),
    ("alt virker på lampehuset.dk, men stolehuset.dk er nede", "stolehuset.dk"),
    ("lampshop.com works fine but chairshop.com is down. Ole", "chairshop.com"),
    ("lampshop.com is fine. chairshop.com gives 500", "chairshop.com"),
    ("lampor.se funkar men stolar.se ligger nere. Ola", "stolar.se"),
    ("tyghuset.se fungerar utmärkt men tyghuset.nu ligger nere. Ola", "tyghuset.nu"),
    ("lamper.no virker, men stoler.no er nede. Ola", "stoler.no"),
    ("lampen.de läuft, aber stuhl.de ist down. Ole", "stuhl.de"),
    ("Bei lampen.de klappt alles, bei stuhl.de geht nichts", "stuhl.de"),
    ("Den danske (lampehuset.dk) er ok, den svenske lamphuset.se er nede", "lamphuset.se"),
    ("lamper.no går fint, men stoler.no er helt død", "stoler.no"),
    ("lampehuset.dk er tilbage, nu er det stolehuset.dk der er nede", "stolehuset.dk"),
    ("Nothing wrong with lampshop.com but chairshop.com is dead", "chairshop.com"),
    # one of which works, "but not" the other
    ("Vi kan komme ind på lampehuset.dk men ikke stolehuset.dk", "stolehuset.dk"),
    ("lampor.se går bra men inte stolar.se", "stolar.se"),
    ("lampehuset.dk er nede men ikke stolehuset.dk", "lampehuset.dk"),
    ("Kan I kigge på stolehuset.dk, ikke lampehuset.dk", "stolehuset.dk"),
    # the only one that is down
    (
        "We have two shops, lampshop.com and chairshop.com. Only chairshop.com is down. Ole",
        "chairshop.com",
    ),
    ("Vi har lampehuset.dk og stolehuset.dk. Det er kun stolehuset.dk", "stolehuset.dk"),
    # denied
    ("Ikke lampehuset.dk men stolehuset.dk er nede. Ole", "stolehuset.dk"),
    ("not garnkurven.dk but garnkurven.se is down", "garnkurven.se"),
    ("det er IKKE garnkurven.dk men garnkurven.se", "garnkurven.se"),
    ("inte tyghuset.se utan tyghuset.nu ligger nere", "tyghuset.nu"),
    ("nicht teekontor.de sondern teekontor.at ist down", "teekontor.at"),
    ("Det er ikke lamper.no, det er stoler.no som er nede. Ola", "stoler.no"),
    ("Glem lampehuset.dk, det er stolehuset.dk der er nede", "stolehuset.dk"),
    ("Es geht nicht um lampen.de sondern um stuhl.de", "stuhl.de"),
    ("I said lampshop.com but I meant chairshop.com", "chairshop.com"),
    ("unlike lampshop.com, chairshop.com is down", "chairshop.com"),
    # moved away from
    ("gammelshop.dk er flyttet til nyshop.dk som er nede", "nyshop.dk"),
    (
        "Vi flyttede fra gammelshop.dk til nyshop.dk, og nu er gammelshop.dk nede",
        "gammelshop.dk",
    ),
    ("Vi er flyttet fra gammelshop.dk til nyshop.dk og nu er alt nede", "nyshop.dk"),
    ("Vi har flyttat från gammal.se till nytt.se och nu är allt nere", "nytt.se"),
    ("Wir sind von altshop.de auf neushop.de umgezogen, jetzt geht nichts mehr", "neushop.de"),
    ("We moved from oldshop.com to newshop.com and now everything is down", "newshop.com"),
    # the other order
    ("stolehuset.dk er nede, men lampehuset.dk kører. Ole", "stolehuset.dk"),
    ("stolehuset.dk er nede, ikke lampehuset.dk. Ole", "stolehuset.dk"),
    ("lampehuset.dk virker ikke, stolehuset.dk virker", "lampehuset.dk"),
    # neither is set aside, or both are
    ("lampehuset.dk og stolehuset.dk er nede. Ole", "lampehuset.dk"),
    ("lampehuset.dk kører ikke, og stolehuset.dk er også nede. Ole", "lampehuset.dk"),
    ("Siden virker ikke lampehuset.dk, heller ikke stolehuset.dk", "lampehuset.dk"),
    ("Ikke kun lampehuset.dk men også stolehuset.dk er nede", "lampehuset.dk"),
    ("lampehuset.dk og stolehuset.dk virker fint", "lampehuset.dk"),
    # a part of the shop is fine, or all but a part of it
    ("Forsiden på lampehuset.dk virker, men kassen ikke. Vi har også stole.dk", "lampehuset.dk"),
    ("lampehuset.dk virker, men kassen er død. Og se stolehuset.dk", "lampehuset.dk"),
    ("lampehuset.dk virker kun på mobil, stolehuset.dk også", "lampehuset.dk"),
    (
        "lampehuset.dk virker, men lampehuset.dk/checkout er nede. Og lampehuset.se",
        "lampehuset.dk",
    ),
]


@pytest.mark.parametrize(("text", "shop"), OF_TWO)
def test_shop_that_is_fine_or_denied_gives_way_to_the_other(text: str, shop: str) -> None:
    sender = "+46701740605" if shop.endswith((".se", ".nu")) else "+4520304050"

    assert read_report(text, sender).webshop == shop


def test_sondern_is_nobodys_name() -> None:
    report = read_report("nicht teekontor.de sondern teekontor.at ist down", "+4520304050")

    assert report.name is None


def test_longest_address_is_found_whole_behind_a_long_text() -> None:
    address = f"https:// www1. {'a' * 63}.dk"
    text = f"{'nede ' * 40}{address}"

    (host,) = find_hosts(text)

    assert text[host.start : host.end] == address
