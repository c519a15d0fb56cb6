"""Of several numbers the one is called that is for calls, asked for, or where somebody is."""

import pytest

from relay.core.report import read_report

DANE, SWEDE, NORWEGIAN = "+4522000000", "+46731740699", "+4741000000"
GERMAN, BRITON = "+491713920011", "+447700900333"
CHOSEN = [
    ("skriv til 61616161 og ring til 62626262", DANE, "+4562626262"),
    ("skriv på 61616161, ring på 62626262", DANE, "+4562626262"),
    ("sms til 61616161, opkald til 62626262", DANE, "+4562626262"),
    ("SMS: 61616161 Opkald: 62626262", DANE, "+4562626262"),
    ("Text 07700900111 or call 07700900112", BRITON, "+447700900112"),
    ("07700900111 for texts, 07700900112 for calls", BRITON, "+447700900112"),
    ("sms 0701740606, samtal 0701740607", SWEDE, "+46701740607"),
    ("SMS an 0152 28817386, Anruf an 0152 28817387", GERMAN, "+4915228817387"),
    ("alt nede skriv til 20304050 eller ring til 20304060", DANE, "+4520304060"),
    ("sms til 99887766, ring 99887755", DANE, "+4599887755"),
    ("Kontor: 61616161\nMobil: 62626262\nRing på mobilen", DANE, "+4562626262"),
    ("Office: 020 7946 0224\nMobile: 07700900112\nCall the mobile", BRITON, "+447700900112"),
    ("Kontor: 08-465 004 11\nMobil: 0701740607\nRing på mobilen", SWEDE, "+46701740607"),
    ("Kontor: 22334455\nMobil: 41234568\nRing på mobilen", NORWEGIAN, "+4741234568"),
    (
        "Büro: 030 23125240\nHandy: 0152 28817387\nBitte auf dem Handy anrufen",
        GERMAN,
        "+4915228817387",
    ),
    ("Mobil 61616161\nFastnet 62626262\nRing på fastnet", DANE, "+4562626262"),
    ("Tlf 61616161, mobil 62626262 (brug mobil)", DANE, "+4562626262"),
    ("Mum's on 07700900111 but she's asleep, I'm on 07700900112", BRITON, "+447700900112"),
    ("you can't get me on 07700900111 but 07700900112 works", BRITON, "+447700900112"),
    ("Kontoret er 61616161 men der er ingen, jeg er på 62626262", DANE, "+4562626262"),
    ("Vores gamle udvikler har nr 61616161 men han svarer ikke. Kim 62626262", DANE, "+4562626262"),
    ("Office 020 7946 0224, mobile 07700900112. Use the mobile please", BRITON, "+447700900112"),
    ("email me or text 07700900111, phone 07700900112", BRITON, "+447700900112"),
    ("WhatsApp 07700900111, call 07700900112", BRITON, "+447700900112"),
    ("WhatsApp 61616161, telefon 62626262", DANE, "+4562626262"),
    ("sms 61616161 / ring 62626262", DANE, "+4562626262"),
    ("kun sms på 61616161, ring 62626262", DANE, "+4562626262"),
    ("skriv till 0701740606 eller ring 0701740607", SWEDE, "+46701740607"),
    ("SMS: 0701740606 Samtal: 0701740607", SWEDE, "+46701740607"),
    ("skriv til 41234567, ring til 41234568", NORWEGIAN, "+4741234568"),
    ("SMS: 41234567 Anrop: 41234568", NORWEGIAN, "+4741234568"),
    ("Schreiben Sie an 0152 28817386 oder rufen Sie 0152 28817387 an", GERMAN, "+4915228817387"),
    ("SMS an 0152 28817386, anrufen 0152 28817387", GERMAN, "+4915228817387"),
    ("SMS 0152 28817386 Telefon 0152 28817387", GERMAN, "+4915228817387"),
    ("Work 07700900111. Home 07700900112. Call home number", BRITON, "+447700900112"),
    ("Arbejde 61616161 hjemme 62626262. Ring hjemme", DANE, "+4562626262"),
    ("Mobil 61616161 Fastnet 62626262. Ring på fastnettet", DANE, "+4562626262"),
    ("Mobil 0701740606, hem 0701740607. Ring hem", SWEDE, "+46701740607"),
    ("Kontoret er 41234567 men der er ingen, jeg er på 41234568", NORWEGIAN, "+4741234568"),
    (
        "Das Büro ist 0152 28817386 aber da ist keiner, ich bin auf 0152 28817387",
        GERMAN,
        "+4915228817387",
    ),
    ("Shop number 07700900111 but nobody's there, I'm on 07700900112", BRITON, "+447700900112"),
    (
        "our old developer's number is 07700900111 but he doesn't reply. Kim 07700900112",
        BRITON,
        "+447700900112",
    ),
    (
        "Vår gamla utvecklare har nr 0701740606 men han svarar inte. Kim 0701740607",
        SWEDE,
        "+46701740607",
    ),
    ("07700900111 for calls, 07700900112 for texts", BRITON, "+447700900111"),
]
FIRST = [
    ("ring til 61616161 og skriv til 62626262", DANE, "+4561616161"),
    ("ring 61616161, sms til 62626262", DANE, "+4561616161"),
    ("skriv til 61616161", DANE, "+4561616161"),
    ("sms 61616161", DANE, "+4561616161"),
    ("Text me on 07700900111", BRITON, "+447700900111"),
    ("call 07700900111 or text 07700900112", BRITON, "+447700900111"),
    ("Kontor: 61616161\nMobil: 62626262", DANE, "+4561616161"),
    ("Kontor: 61616161\nMobil: 62626262\nRing på kontoret", DANE, "+4561616161"),
    ("Mobil: 61616161\nKontor: 62626262\nRing på mobilen", DANE, "+4561616161"),
    ("Mobil: 61616161\nKontor: 62626262\nSiden virker ikke på mobilen", DANE, "+4561616161"),
    ("Kontor 61616161, mobil 62626262. Shoppen er nede på mobil", DANE, "+4561616161"),
    ("Mum's on 07700900111", BRITON, "+447700900111"),
    (
        "Office: 020 7946 0224\nMobile: 07700900112\nThe site is down on mobile",
        BRITON,
        "+442079460224",
    ),
    ("Mobil 61616161, fastnet 62626262. Ring", DANE, "+4561616161"),
    ("Kim 61616161, Bo 62626262", DANE, "+4561616161"),
    ("ring 0701740606 eller skriv 0701740607", SWEDE, "+46701740606"),
    ("Anruf an 0152 28817386, SMS an 0152 28817387", GERMAN, "+4915228817386"),
    ("Handy: 0152 28817386\nBüro: 030 23125240\nBitte anrufen", GERMAN, "+4915228817386"),
    ("kunder får ingen sms. 61616161, ellers 62626262", DANE, "+4561616161"),
    ("Ring på 61616161 eller på mobilen 62626262", DANE, "+4561616161"),
    ("Kontor 61616161 mobil 62626262. Ring gerne", DANE, "+4562626262"),
    ("Mobil 61616161, kontor 62626262. Folk der bruger mobil kan ikke købe", DANE, "+4561616161"),
    ("Ole 61616161 men ingen kunder kan betale", DANE, "+4561616161"),
    ("Ole 61616161 men han svarer ikke på mails", DANE, "+4561616161"),
    ("Ole 61616161, men der er ingen ordrer", DANE, "+4561616161"),
    ("Tom 07700900111 but nobody can pay", BRITON, "+447700900111"),
    ("Mobile 07700900111, office 07700900112, use any", BRITON, "+447700900111"),
    ("skriv eller ring til 61616161, ellers 62626262", DANE, "+4561616161"),
    ("Tom 07700900111, they don't pick the right card", BRITON, "+447700900111"),
]


@pytest.mark.parametrize(("text", "sender", "number"), CHOSEN)
def test_the_number_that_is_for_calls_is_called(text: str, sender: str, number: str) -> None:
    assert read_report(text, sender).callback == number


@pytest.mark.parametrize(("text", "sender", "number"), FIRST)
def test_the_first_number_is_called_where_nothing_says_otherwise(
    text: str, sender: str, number: str
) -> None:
    assert read_report(text, sender).callback == number
