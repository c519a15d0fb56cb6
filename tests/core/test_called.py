"""What a shop is called, without the words that say so; and whom "vi er" introduces."""

import pytest

from relay.core.report import read_report

SENDER = "+4520123456"


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe einen Shop bei Ihnen namens Teekontor.",
        "Ich habe einen Shop bei euch namens Teekontor, nichts geht",
        "Ich habe bei Ihnen einen Shop namens Teekontor, nichts geht",
        "Mein Shop namens Teekontor ist weg",
        "Unser Laden namens Teekontor lädt nicht mehr",
        "Ich habe einen Shop bei Ihnen namens Teekontor. Der Shop ist weg.",
    ],
)
def test_shop_begins_behind_the_word_that_names_it(text: str) -> None:
    assert read_report(text, SENDER).webshop == "Teekontor"


@pytest.mark.parametrize(
    ("text", "shop"),
    [
        ("Vi är Fikarum, ingen kan betala", "Fikarum"),
        ("Vi är Kanelbulle & Co, sidan är borta", "Kanelbulle & Co"),
        ("Vi är Strömbergs, kassan är död", "Strömbergs"),
        ("Vi er Garnbixen, ingen kan betale", "Garnbixen"),
        ("Vi er Hyggekrogen, ingen kan betale", "Hyggekrogen"),
        ("Vi er Ullbua, ingen får betalt", "Ullbua"),
        ("We are Highland Knits, nobody can pay", "Highland Knits"),
        ("We're Fikarum, nobody can pay", "Fikarum"),
        ("Wir sind Teekontor, niemand kann bezahlen", "Teekontor"),
    ],
)
def test_what_several_say_they_are_is_their_shop(text: str, shop: str) -> None:
    report = read_report(text, SENDER)

    assert (report.name, report.webshop) == (None, shop)


def test_shop_that_is_called_as_a_person_is_in_doubt() -> None:
    report = read_report("Vi är Astrid, ingen kan betala", SENDER)

    assert (report.name, report.webshop) == (None, "Astrid")
    assert "webshop" in report.unsure


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jag är Astrid, ingen kan betala", "Astrid"),
        ("Vi är Anna på Fikarum, inget funkar", "Anna"),
        ("Vi er Mette fra Lampehuset, siden er nede", "Mette"),
        ("Jeg er Jonas, kassen virker ikke", "Jonas"),
        ("Ich bin Katja, der Shop ist weg", "Katja"),
        ("I am Anna, the shop is down", "Anna"),
    ],
)
def test_one_person_is_still_introduced(text: str, name: str) -> None:
    assert read_report(text, SENDER).name == name


@pytest.mark.parametrize(
    ("text", "shop"),
    [
        ("Jeg har en butik hos jer som hedder hyggekrogen. Ingen kan betale", "hyggekrogen"),
        ("Jeg har en butik hos jer der hedder hyggekrogen og ingen kan betale", "hyggekrogen"),
        ("Jag har en butik hos er som heter Fikarum. Ingen kan betala", "Fikarum"),
        ("Jag har en butik hos er som heter fikarum, ingen kan betala", "fikarum"),
        ("Jag har en butik hos er som heter Garn & Ull. Ingen kan betala", "Garn & Ull"),
        ("Jeg har en nettbutikk hos dere som heter Fjordfisk. Ingen får betalt", "Fjordfisk"),
        ("Ich habe einen Shop bei Ihnen, der heißt Teekontor. Nichts geht", "Teekontor"),
        ("Det gælder Hyggekrogen: kassen virker ikke", "Hyggekrogen"),
        ("Det gäller Fikarum: kassan är nere", "Fikarum"),
        ("Det gjelder Fjordfisk: kassen er nede", "Fjordfisk"),
        ("Det gælder Mobilepay: ingen kan betale", None),
        ("Det gælder betaling: ingen kan betale", None),
        ("Det gælder Betaling: ingen kan betale", None),
        ("Jeg har en butik hos jer og den er nede", None),
        ("min butik hedder noget med hygge men den er nede", None),
        ("Min butik heter ingenting spesielt, den er nede", None),
    ],
)
def test_shop_that_is_plainly_introduced_is_found(text: str, shop: str | None) -> None:
    assert read_report(text, SENDER).webshop == shop
