"""Texts, calls and listings as Twilio's API writes them.

https://github.com/twilio/twilio-oai, spec/json/twilio_api_v2010.json
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import TypeVar
from urllib.parse import urlencode

from relay.emulator.checks import Form, whole
from relay.emulator.config import EmulatorConfig
from relay.emulator.errors import MESSAGES, Refusal
from relay.emulator.forms import API_VERSION
from relay.emulator.records import Call, Text

Json = dict[str, object]
R = TypeVar("R", Text, Call)

PAGE_SIZE = 50
LARGEST_PAGE = 1000


def message(text: Text, config: EmulatorConfig) -> Json:
    """A Message resource."""
    uri = f"{_account_uri(config)}/Messages/{text.sid}"
    error = MESSAGES.get(text.error_code or 0, "Unknown error") if text.error_code else None
    return {
        "account_sid": config.account_sid,
        "api_version": API_VERSION,
        "body": text.body,
        "date_created": _time(text.created_at),
        "date_sent": _time(text.sent_at),
        "date_updated": _time(text.updated_at),
        "direction": text.direction.value,
        "error_code": text.error_code,
        "error_message": error,
        "from": text.sender,
        "messaging_service_sid": None,
        "num_media": str(len(text.media)),
        "num_segments": str(text.segments),
        "price": None,
        "price_unit": "USD",
        "sid": text.sid,
        "status": text.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": text.to,
        "uri": f"{uri}.json",
    }


def media(text: Text, config: EmulatorConfig) -> list[Json]:
    """The Media resources of a text."""
    sids = ["ME" + _hash(url) for url in text.media]
    return [
        {
            "account_sid": config.account_sid,
            "content_type": "image/jpeg",
            "date_created": _time(text.created_at),
            "date_updated": _time(text.updated_at),
            "parent_sid": text.sid,
            "sid": sid,
            "uri": f"{_account_uri(config)}/Messages/{text.sid}/Media/{sid}.json",
        }
        for sid in sids
    ]


def call(record: Call, config: EmulatorConfig) -> Json:
    """A Call resource."""
    uri = f"{_account_uri(config)}/Calls/{record.sid}"
    seconds = str(round(record.talked.total_seconds())) if record.is_over else None
    return {
        "account_sid": config.account_sid,
        "answered_by": None,
        "api_version": API_VERSION,
        "caller_name": None,
        "date_created": _time(record.created_at),
        "date_updated": _time(record.updated_at),
        "direction": record.direction.value,
        "duration": seconds,
        "end_time": _time(record.ended_at),
        "forwarded_from": None,
        "from": record.sender,
        "from_formatted": record.sender,
        "group_sid": None,
        "parent_call_sid": None,
        "phone_number_sid": _number_sid(config),
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "sid": record.sid,
        "start_time": _time(record.answered_at or record.ended_at),
        "status": record.status,
        "subresource_uris": {"recordings": f"{uri}/Recordings.json"},
        "to": record.to,
        "to_formatted": record.to,
        "trunk_sid": None,
        "uri": f"{uri}.json",
    }


def account(config: EmulatorConfig, began_at: datetime) -> Json:
    """The Account resource; its token is not told."""
    return {
        "auth_token": None,
        "date_created": _time(began_at),
        "date_updated": _time(began_at),
        "friendly_name": "Telephone emulator",
        "owner_account_sid": config.account_sid,
        "sid": config.account_sid,
        "status": "active",
        "subresource_uris": {"messages": f"{_account_uri(config)}/Messages.json"},
        "type": "Full",
        "uri": f"{_account_uri(config)}.json",
    }


def incoming_number(config: EmulatorConfig, began_at: datetime) -> Json:
    """The hotline as an IncomingPhoneNumber resource."""
    sid = _number_sid(config)
    return {
        "account_sid": config.account_sid,
        "api_version": API_VERSION,
        "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
        "date_created": _time(began_at),
        "date_updated": _time(began_at),
        "friendly_name": config.hotline,
        "origin": "twilio",
        "phone_number": config.hotline,
        "sid": sid,
        "sms_fallback_method": "POST",
        "sms_fallback_url": config.sms_fallback_url,
        "sms_method": "POST",
        "sms_url": config.sms_url,
        "status": "in-use",
        "status_callback": "",
        "status_callback_method": "POST",
        "uri": f"{_account_uri(config)}/IncomingPhoneNumbers/{sid}.json",
        "voice_fallback_method": "POST",
        "voice_fallback_url": "",
        "voice_method": "POST",
        "voice_url": config.voice_url,
    }


def only_page(name: str, path: str, found: Sequence[Json]) -> Json:
    """A listing that is never longer than one page."""
    return {
        "end": max(len(found) - 1, 0),
        "first_page_uri": f"{path}?PageSize={PAGE_SIZE}&Page=0",
        "next_page_uri": None,
        "page": 0,
        "page_size": PAGE_SIZE,
        "previous_page_uri": None,
        "start": 0,
        "uri": f"{path}?PageSize={PAGE_SIZE}&Page=0",
        name: list(found),
    }


def listing(
    name: str,
    path: str,
    query: Form,
    records: Sequence[R],
    shape: Callable[[R], Json],
) -> Json:
    """One page of records, the newest first, with Twilio's links to the others.

    Args:
        name: the one key that holds the records.
        path: of the listing itself.
        query: as it was asked; Page, PageSize and PageToken choose the page.
        records: all of them, the newest first.
        shape: what one looks like.

    Raises:
        Refusal: when the page makes no sense (20001).
    """
    size = min(whole(query, "PageSize", PAGE_SIZE, least=1, most=10**6, code=20001), LARGEST_PAGE)
    page = whole(query, "Page", 0, least=0, most=10**6, code=20001)
    start = _start(query, records, page * size)
    chosen = records[start : start + size]
    kept = {key: query[key] for key in query if key not in ("Page", "PageSize", "PageToken")}

    def link(to_page: int, token: str = "") -> str:
        asked = {**kept, "PageSize": str(size), "Page": str(to_page)}
        return f"{path}?{urlencode({**asked, 'PageToken': token} if token else asked)}"

    has_more = start + size < len(records)
    return {
        "end": start + max(len(chosen) - 1, 0),
        "first_page_uri": link(0),
        "next_page_uri": link(page + 1, f"PA{chosen[-1].sid}") if has_more else None,
        "page": page,
        "page_size": size,
        "previous_page_uri": link(page - 1) if page else None,
        "start": start,
        "uri": link(page),
        name: [shape(record) for record in chosen],
    }


def _start(query: Form, records: Sequence[R], otherwise: int) -> int:
    """Where a page begins: after the record its token names, so that new ones do not shift it."""
    token = query.get("PageToken", "").removeprefix("PA")
    if not token:
        return otherwise
    for index, record in enumerate(records):
        if record.sid == token:
            return index + 1
    raise Refusal(20001)


def _account_uri(config: EmulatorConfig) -> str:
    return f"/{API_VERSION}/Accounts/{config.account_sid}"


def _number_sid(config: EmulatorConfig) -> str:
    return "PN" + _hash(config.hotline)


def _hash(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _time(at: datetime | None) -> str | None:
    return format_datetime(at) if at is not None else None
