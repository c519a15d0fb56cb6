"""Phone numbers: one spelling for all of them, and what may be said or shown of one."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

# https://www.itu.int/pub/T-SP-E.164D: satellite networks and other networks without a country
_SATELLITE = ("+870", "+881", "+882", "+883")
_PREMIUM = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})
_SPELLING = re.compile(r"\+?[\d\s().\-/\u2010-\u2015]{3,40}")
_CHANNEL = re.compile(r"(?:whatsapp|rcs|sms|messenger):", re.IGNORECASE)
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_LONG_NUMBER = re.compile(r"\+?\d{7,15}")
_NO_SUBSCRIBER = {"DK": "01", "NO": "01"}  # what no number of eight digits begins with
_ALONE = {  # countries that share their code with none, by it
    f"+{code}": countries[0]
    for code, countries in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
    if len(countries) == 1 and countries[0] in phonenumbers.SUPPORTED_REGIONS
}
LONGEST_SPELLING = 44


@lru_cache(maxsize=4096)
def e164(spelling: str, country: str, *, is_told: bool = False) -> str | None:
    """One number in any usual spelling as E.164; None when it is not one.

    A number written with + or 00 needs a length its country has; one written as at home must
    be given out by today's data, and begin with 0 where people write that 0.

    Args:
        spelling: the number and nothing else.
        country: two letters (ISO 3166); where a number without a country code is at home.
        is_told: it is known to be a phone number; its length is then enough, since series
            newer than our data are given out all the time.
    """
    written = spelling.strip()
    if len(written) > LONGEST_SPELLING or not _SPELLING.fullmatch(written):
        return None
    plain = written.replace(" ", "")
    if _is_whole(plain):
        return plain
    try:
        number = phonenumbers.parse(written, country)
    except NumberParseException:
        return None
    digits = re.sub(r"\D", "", written)
    abroad = written.startswith("+") or digits.startswith("00")
    is_loose = abroad or (is_told and digits[0] not in _NO_SUBSCRIBER.get(country, ""))
    fits = phonenumbers.is_possible_number if is_loose else phonenumbers.is_valid_number
    if not fits(number) or not (abroad or _begins_as_at_home(digits, number, country)):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _is_whole(number: str) -> bool:
    """Whether a number is E.164 already; False also where more must be known to say so."""
    country = _only_country(number)
    return country is not None and len(number) in _lengths(country)


@lru_cache
def _lengths(country: str) -> frozenset[int]:
    """How long numbers in E.164 are; none in a country where a 0 may be written after its code."""
    plan = phonenumbers.PhoneMetadata.metadata_for_region(country)
    if plan is None or plan.general_desc is None or plan.national_prefix_for_parsing is not None:
        return frozenset()
    before = len(f"+{plan.country_code}")
    return frozenset(before + digits for digits in plan.general_desc.possible_length)


def sender_number(raw: str) -> str | None:
    """The number a message came from as E.164, "whatsapp:" and "rcs:" taken off.

    None for senders that cannot be called: words, short codes, nothing.
    """
    number = _CHANNEL.sub("", raw.strip(), count=1).strip()
    return number if _E164.fullmatch(number) else None


@lru_cache(maxsize=4096)
def region(number: str) -> str | None:
    """The country of an E.164 number in two letters (ISO 3166); None when it has none."""
    alone = _only_country(number)
    if alone:  # as most are; nothing else need be known of the number
        return alone
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return None
    code = phonenumbers.region_code_for_number(parsed)
    code = code or phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return code if is_country(code) else None


def _only_country(number: str) -> str | None:
    """The country that has the code of an E.164 number for itself; None when there is none."""
    begun = (number[:end] for end in (2, 3, 4)) if _E164.fullmatch(number) else ()
    return next(filter(None, map(_ALONE.get, begun)), None)


def calling_code(number: str) -> str:
    """The digits a number in E.164 begins with for its country; none when there is no such one."""
    try:
        return str(phonenumbers.parse(number).country_code)
    except NumberParseException:
        return ""


def is_country(code: str) -> bool:
    """Whether two capital letters name a country that has phone numbers (ISO 3166)."""
    return code in phonenumbers.SUPPORTED_REGIONS


@lru_cache(maxsize=4096)
def is_premium_or_satellite(number: str) -> bool:
    """Whether calling an E.164 number costs far more than a call."""
    if number.startswith(_SATELLITE):
        return True
    try:
        return phonenumbers.number_type(phonenumbers.parse(number)) in _PREMIUM
    except NumberParseException:
        return False


def is_mobile(number: str) -> bool:
    """Whether an E.164 number can be texted, as far as its country's plan tells."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except NumberParseException:
        return False
    return kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def masked(number: str) -> str:
    """A number for logs: enough to recognise it, not enough to call it ("+4520…56")."""
    return f"{number[:5]}…{number[-2:]}" if len(number) > 8 else "…"


def without_numbers(text: str) -> str:
    """A text for logs, with every phone number in it known only in part."""
    return _LONG_NUMBER.sub(lambda found: masked(found[0]), text)


def spoken(number: str) -> str:
    """A number as pages show it: E.164, which every handset turns into a link."""
    return number


def _begins_as_at_home(digits: str, number: phonenumbers.PhoneNumber, country: str) -> bool:
    """Whether a number without a country code has the 0 that its country writes before it."""
    trunk = phonenumbers.ndd_prefix_for_region(country, True)
    if trunk != "0" or digits.startswith("0"):
        return True
    return digits.startswith(str(number.country_code))
