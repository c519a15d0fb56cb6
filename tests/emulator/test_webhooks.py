"""Which routes are tried, how often, and what the fallback is told."""

from collections.abc import Callable

import pytest

from relay.emulator.carrier import Carrier
from relay.emulator.webhooks import ConnectFailed, ReadTimedOut
from tests.emulator.customer import PHONE, URL, Customer, Reply

OK: Reply = (200, "<Response/>")
UNREACHED, SILENT = ConnectFailed(), ReadTimedOut()


@pytest.mark.parametrize(
    ("overrides", "answers", "tries"),
    [
        ("", [OK], ["/sms"]),
        ("", [(204, "")], ["/sms"]),
        ("", [UNREACHED, OK], ["/sms", "/sms"]),  # one retry, of a connection only
        ("", [UNREACHED], ["/sms", "/sms", "/fallback"]),
        ("", [SILENT], ["/sms", "/fallback"]),
        ("", [(500, "")], ["/sms", "/fallback"]),
        ("", [(403, "")], ["/sms", "/fallback"]),
        ("#rc=0", [UNREACHED], ["/sms", "/fallback"]),
        ("#rc=3&rp=all", [(500, ""), SILENT, (404, ""), OK], ["/sms"] * 4),
        ("#rc=2&rp=5xx", [(503, "")], ["/sms"] * 3 + ["/fallback"]),
        ("#rc=2&rp=5xx", [(404, "")], ["/sms", "/fallback"]),
        ("#rc=2&rp=ct,rt", [SILENT], ["/sms"] * 3 + ["/fallback"]),
        ("#rc=²&rp=all", [(500, "")], ["/sms"] * 2 + ["/fallback"]),  # no number: once
        ("#rc=99&rp=all", [(500, "")], ["/sms"] * 6 + ["/fallback"]),  # 5 at most
    ],
)
def test_failed_webhook_is_tried_by_twilios_rules(
    build: Callable[..., Carrier],
    customer: Customer,
    overrides: str,
    answers: list[Reply],
    tries: list[str],
) -> None:
    carrier = build(sms_url=f"{URL}/sms{overrides}")
    customer.answers("/sms", *answers)
    carrier.text(PHONE, "nede")

    carrier.tick()

    assert [webhook.path for webhook in customer.received] == tries


@pytest.mark.parametrize(("reply", "code"), [(UNREACHED, "11205"), ((500, ""), "11200")])
def test_fallback_is_told_the_error(
    carrier: Carrier, customer: Customer, reply: Reply, code: str
) -> None:
    customer.answers("/sms", reply)
    sid = carrier.text(PHONE, "nede")

    carrier.tick()

    (fallback,) = customer.at("/fallback")
    assert fallback.fields["MessageSid"] == sid
    assert fallback.params[-2:] == [("ErrorCode", code), ("ErrorUrl", f"{URL}/sms")]
    assert carrier.texts.get(sid).webhook == "answered"


def test_retries_share_one_idempotency_token(
    build: Callable[..., Carrier], customer: Customer
) -> None:
    carrier = build(sms_url=f"{URL}/sms#rc=1&rp=5xx")
    customer.answers("/sms", (500, ""), OK)
    carrier.text(PHONE, "en")
    carrier.text(PHONE, "to")

    carrier.tick()

    first, again, other = [w.headers["I-Twilio-Idempotency-Token"] for w in customer.received]
    assert first == again
    assert first != other


def test_every_try_is_in_the_log(carrier: Carrier, customer: Customer) -> None:
    customer.answers("/sms", (500, ""))
    sid = carrier.text(PHONE, "nede")

    carrier.tick()

    log = [(d.kind, d.sid, d.url, d.status, d.error) for d in carrier.deliveries()]
    assert log == [
        ("sms", sid, f"{URL}/sms", 500, "11200 HTTP 500"),
        ("sms fallback", sid, f"{URL}/fallback", 200, ""),
    ]


def test_answer_that_is_no_twiml_is_in_the_log(carrier: Carrier, customer: Customer) -> None:
    customer.answers("/sms", "OK")
    carrier.text(PHONE, "nede")

    carrier.tick()

    assert carrier.deliveries()[-1].error.startswith("12100")
