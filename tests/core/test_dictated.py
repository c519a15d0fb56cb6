"""Numbers that a telephone wrote down as words; half of one is none."""

import pytest

from relay.core.report import read_report

DANE, SWEDE, NORWEGIAN = "+4522000000", "+46731740699", "+4741000000"
GERMAN, BRITON = "+491713920011", "+447700900333"
DICTATED = [
    ("otte og tyve tolv nul fem halvfems", DANE, "+4528120590"),
    ("ring på fem og tyve tolv tretten fjorten", DANE, "+4525121314"),
    ("syv og tyve otte og halvfjerds tolv tretten", DANE, "+4527781213"),
    ("syv og tyve otte og halvfjerds ni og firs to og tres", DANE, "+4527788962"),
    ("to og tyve tre og tredive fire og fyrre fem og halvtreds", DANE, "+4522334455"),
    ("toogtredve tolv nul fem halvfems", DANE, "+4532120590"),
    ("en og tredive tyve fire og halvtres seks og tres", DANE, "+4531205466"),
    ("fyrre og halvtreds tres halvfjerds firs", DANE, None),
    (
        "null hundertzweiundfünfzig achtundzwanzig einundachtzig dreiundsiebzig sechsundachtzig",
        GERMAN,
        "+4915228817386",
    ),
    (
        "null hundert zwei und fünfzig acht und zwanzig ein und achtzig "
        "drei und siebzig sechs und achtzig",
        GERMAN,
        "+4915228817386",
    ),
    (
        "null eins fünf zwei acht und zwanzig ein und achtzig drei und siebzig sechs und achtzig",
        GERMAN,
        "+4915228817386",
    ),
    (
        "null eins fuenf zwei achtundzwanzig einundachtzig dreiundsiebzig sechsundachtzig",
        GERMAN,
        "+4915228817386",
    ),
    ("0152 achtundzwanzig einundachtzig dreiundsiebzig sechsundachtzig", GERMAN, None),
    ("noll sjuttio ett sjutton fyrtio noll sex noll åtta", SWEDE, "+447117400608"),
    ("noll sjuttio ett sjuttiofyra noll sex noll åtta", SWEDE, "+46701740608"),
    ("noll sjuttio ett sjuttio fyra noll sex noll åtta", SWEDE, "+46701740608"),
    ("noll sju noll ett sju fyra noll sex noll åtta", SWEDE, "+46701740608"),
    ("en og førti tjueto trettitre førtifire", NORWEGIAN, "+4741223344"),
    ("ni og nitti tolv tre og tretti fire og førti", NORWEGIAN, "+4799123344"),
    ("fire og førti tjueto tretti tre førti fire", NORWEGIAN, "+4544223344"),
    ("oh seven seven double-oh nine hundred one one one", BRITON, "+447700900111"),
    ("oh-seven-seven-double-oh nine double-oh one one one", BRITON, "+447700900111"),
    ("oh double seven double oh nine double oh triple one", BRITON, "+447700900111"),
    ("2O3O4O5O", DANE, "+4520304050"),
    ("ring 2o3o4o5o", DANE, "+4520304050"),
    ("ring på 2O 3O 4O 5O", DANE, "+4520304050"),
    ("tyve tredive fyrre enoghalvtreds", DANE, "+4520304051"),
    ("nul og tyve tredive fyrre halvtreds", DANE, None),
    ("oh seven seven double-oh nine double-oh one one one", BRITON, "+447700900111"),
    ("seven seven double oh nine hundred and twelve", BRITON, None),
    ("to nul tre nul fire nul fem og tres", DANE, "+4520304065"),
    ("vi er to og tyve tredive fyrre enoghalvtreds er mit nummer", DANE, "+4522304051"),
    ("fem og tyve kunder kan ikke betale, ring tyve tredive fyrre halvtreds", DANE, "+4520304050"),
    ("en to tre fire fem seks syv otte", DANE, None),
    ("plus femogfyrre tyve tredive fyrre halvtreds", DANE, "+4520304050"),
    ("nitti ni tolv tretti tre førti fire", NORWEGIAN, "+4799123344"),
    ("ni hundre og tolv tretti fire fem seks syv", NORWEGIAN, "+4791234567"),
    ("noll sjuttiotre noll sex tre fyra fem sex sju", SWEDE, "+46730634567"),
    ("noll sju tre ett sjuttiofyra noll sex noll åtta", SWEDE, "+46731740608"),
    ("null eins sieben eins drei neun zwo null null eins eins", GERMAN, "+491713920011"),
    ("null hunderteinundsiebzig neununddreißig zwanzig null elf", GERMAN, "+491713920011"),
    ("enogtres tredve fyrre halvtres", DANE, "+4561304050"),
    ("ring tyve tredive fyrre og halvtreds", DANE, None),
]


@pytest.mark.parametrize(("text", "sender", "number"), DICTATED)
def test_a_number_in_words_is_read_whole_or_not_at_all(
    text: str, sender: str, number: str | None
) -> None:
    assert read_report(text, sender).callback == number
