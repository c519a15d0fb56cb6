"""Numbers of unknown callers and amounts of eight figures are not called."""

import pytest

from relay.core.report import read_report

DANE, SWEDE, NORWEGIAN = "+4522000000", "+46731740699", "+4741000000"
GERMAN, BRITON = "+491713920011", "+447700900333"
NOBODYS = [
    ("61616161 ringede og sagde de var Microsoft og nu er vi hacket", DANE),
    ("someone from 07700900111 phoned claiming to be you, now we're locked out", BRITON),
    ("20304050 besøg i dag", DANE),
    ("20304050 sidevisninger", DANE),
    ("20304050 kunder", DANE),
    ("alle 20304050 produkter", DANE),
    ("det koster os 20304050 om dagen", DANE),
    ("07700900111 called and said they were Microsoft, now we're hacked", BRITON),
    ("07700900111 rang pretending to be you and now we can't log in", BRITON),
    ("07700900111 texted me claiming to be the bank", BRITON),
    ("a guy from 07700900111 called claiming to be from Shoporama", BRITON),
    ("0701740606 ringde och sa att de var från Microsoft, nu är vi hackade", SWEDE),
    ("någon från 0701740606 ringde och utgav sig för att vara er", SWEDE),
    ("41234567 ringte og sa de var fra Microsoft", NORWEGIAN),
    ("noen fra 41234567 ringte og utga seg for å være dere", NORWEGIAN),
    ("0152 28817386 hat angerufen und behauptet, von Microsoft zu sein", GERMAN),
    ("jemand von 0152 28817386 rief an und gab sich als Sie aus", GERMAN),
    ("nogen fra 61616161 ringede og udgav sig for at være jer", DANE),
    ("61616161 har ringet og udgivet sig for at være jer", DANE),
    ("61616161 ringede og bad om vores kode", DANE),
    ("61616161 ringer hele tiden og vil have adgang", DANE),
    ("07700900111 keeps calling us asking for the password", BRITON),
    ("20304050 visninger i dag", DANE),
    ("20304050 visitors today", BRITON),
    ("20304050 besökare idag", SWEDE),
    ("20304050 kunder", SWEDE),
    ("28817386 Besucher heute", GERMAN),
    ("28817386 Kunden", GERMAN),
    ("20304050 besøkende", NORWEGIAN),
    ("vi mister 20304050 i timen", DANE),
    ("koster os 20304050 i timen", DANE),
    ("it costs us 20304050 a day", BRITON),
    ("omkring 20304050 produkter er væk", DANE),
    ("alle 20304050 ordrer er væk", DANE),
    ("20304050 mails sendt", DANE),
    ("det kostar oss 20304050 om dagen", SWEDE),
    ("das kostet uns 28817386 am Tag", GERMAN),
    ("det koster oss 20304050 om dagen", NORWEGIAN),
]
CALLED = [
    ("Ole 20304050, kunder kan ikke betale", DANE, "+4520304050"),
    ("20304050 kunder kan ikke betale", DANE, "+4520304050"),
    ("Ole 20304050 produkter er væk", DANE, "+4520304050"),
    ("20304050 ordrer kommer ikke ind", DANE, "+4520304050"),
    ("ring 20304050 produkterne er væk", DANE, "+4520304050"),
    ("20304050 besøg os", DANE, "+4520304050"),
    ("alle ordrer er væk 20304050", DANE, "+4520304050"),
    ("jeg ringede fra 61616161", DANE, "+4561616161"),
    ("Vi er hacket. 61616161", DANE, "+4561616161"),
    ("Ring 61616161. En ringede og sagde han var Microsoft", DANE, "+4561616161"),
    ("07700900111 call me, someone claimed to be you", BRITON, "+447700900111"),
    ("I phoned from 07700900111 earlier, now we're locked out", BRITON, "+447700900111"),
    ("07700900111 customers can't pay", BRITON, "+447700900111"),
    ("0701740606 kunder kan inte betala", SWEDE, "+46701740606"),
    ("0152 28817386 Kunden können nicht zahlen", GERMAN, "+4915228817386"),
    ("41234567 kunder får ikke betalt", NORWEGIAN, "+4741234567"),
    ("det koster os penge 20304050", DANE, "+4520304050"),
    ("det koster os kunder, 20304050", DANE, "+4520304050"),
    ("det koster os 5000 om dagen. 20304050", DANE, "+4520304050"),
    ("20304050 Ole ringede og sagde siden er nede", DANE, "+4520304050"),
    ("20 30 40 50 kunder får fejl", DANE, "+4520304050"),
    ("20304050 varerne er væk", DANE, "+4520304050"),
    ("20304050 mails kommer ikke frem", DANE, "+4520304050"),
    ("61616161 ring og sig til", DANE, "+4561616161"),
    ("07700900111 call and say when it is fixed", BRITON, "+447700900111"),
    ("61616161 ringede til jer i går", DANE, "+4561616161"),
    ("alla kunder klagar 0701740606", SWEDE, "+46701740606"),
    ("Ring til alle på 20304050", DANE, "+4520304050"),
    ("alle kunder væk, ring 20304050 kunder klager", DANE, "+4520304050"),
    ("Lene 20304050 besøg er gået i nul", DANE, "+4520304050"),
    ("I'm calling from 07700900111, customers can't pay", BRITON, "+447700900111"),
]


@pytest.mark.parametrize(("text", "sender"), NOBODYS)
def test_a_callers_number_or_an_amount_is_not_called(text: str, sender: str) -> None:
    assert read_report(text, sender).callback is None


@pytest.mark.parametrize(("text", "sender", "number"), CALLED)
def test_a_number_beside_counted_things_or_calls_is_called(
    text: str, sender: str, number: str
) -> None:
    assert read_report(text, sender).callback == number
