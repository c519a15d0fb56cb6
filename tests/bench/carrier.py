"""A carrier that costs little: takes messages over HTTP, notes when, and tells what became of them.

The emulator plays a whole network and takes longer than what is measured.
"""

import asyncio
import json
import os
import time
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from relay.sms.signature import sign

SENT, DELIVERED = 0.2, 0.8  # seconds from the queue to the other network, and on to the phone
HOTLINE = "+4529701595"
NUMBER = {
    "phone_number": HOTLINE,
    "sms_url": "",
    "sms_fallback_url": "",
    "voice_url": "",
}
ANSWERS: Mapping[str, object] = {  # by the end of the path; what the relay asks besides
    "/Balance.json": {"balance": "100.00", "currency": "USD"},
    "/IncomingPhoneNumbers.json": {"incoming_phone_numbers": [NUMBER], "next_page_uri": None},
    "/Messages.json": {"messages": [], "next_page_uri": None},
    ".json": {"status": "active"},
}


class Carrier:
    """What was taken, and the answers to requests."""

    def __init__(self, token: str) -> None:
        """Nothing has been taken yet."""
        self._token = token
        self._taken: list[tuple[float, str]] = []
        self._telling: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection until it ends."""
        while head := await reader.readline():
            came_at = time.time()
            fields = await reader.readuntil(b"\r\n\r\n")
            _, found, length = fields.lower().partition(b"content-length:")
            body = await reader.readexactly(int(length.split(b"\r")[0])) if found else b""
            method, target, _ = head.decode().split()
            shown = json.dumps(self._answer(method, urlsplit(target).path, body, came_at)).encode()
            status = "201 Created" if method == "POST" else "200 OK"
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(shown)}\r\n\r\n".encode()
                + shown
            )
        writer.close()

    def _answer(self, method: str, path: str, body: bytes, came_at: float) -> object:
        if method == "POST":
            return self._take(dict(parse_qsl(body.decode())), came_at)
        if path == "/taken":
            return self._taken
        return next((answer for end, answer in ANSWERS.items() if path.endswith(end)), {})

    def _take(self, form: Mapping[str, str], came_at: float) -> object:
        sid = f"SM{len(self._taken):032x}"
        self._taken.append((came_at, form["Body"]))
        telling = asyncio.ensure_future(self._tell(form["StatusCallback"], sid))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)
        return {"sid": sid, "status": "queued"}

    async def _tell(self, url: str, sid: str) -> None:
        for status, seconds in (("sent", SENT), ("delivered", DELIVERED)):
            await asyncio.sleep(seconds)
            await self._post(url, {"MessageSid": sid, "MessageStatus": status})

    async def _post(self, url: str, form: Mapping[str, str]) -> None:
        place = urlsplit(url)
        fields = [(name.encode(), value.encode()) for name, value in form.items()]
        body = urlencode(form)
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        writer.write(
            f"POST {place.path}?{place.query} HTTP/1.1\r\nHost: {place.netloc}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"X-Twilio-Signature: {sign(self._token, url, fields).decode()}\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode()
        )
        await reader.read()
        writer.close()


async def main() -> None:
    """Serve until it is killed."""
    carrier = Carrier(os.environ["TWILIO_AUTH_TOKEN"])
    server = await asyncio.start_server(
        carrier.serve, "127.0.0.1", int(os.environ["EMULATOR_PORT"])
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
