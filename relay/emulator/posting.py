"""Webhooks over HTTP."""

import requests

from relay.emulator.webhooks import ConnectFailed, Params, ReadTimedOut

CONNECT = 5  # seconds
READ = 15  # seconds
_UNCONNECTED = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")


def post(url: str, params: Params, headers: dict[str, str]) -> tuple[int, str]:
    """Post a form; like Twilio, follow a redirect with GET and without the form.

    Raises:
        ConnectFailed: when no connection came about.
        ReadTimedOut: when it did, and no answer followed.
    """
    try:
        with requests.Session() as session:
            session.trust_env = False  # a proxy of this machine has no business here
            answer = session.post(url, data=params, headers=headers, timeout=(CONNECT, READ))
            return answer.status_code, answer.text
    except requests.ConnectTimeout as error:
        raise ConnectFailed("in time") from error
    except requests.ConnectionError as error:
        reason = getattr(error.args[0] if error.args else None, "reason", None)
        if type(reason).__name__ in _UNCONNECTED:
            raise ConnectFailed from error
        raise ReadTimedOut("the connection broke") from error
    except requests.RequestException as error:
        raise ReadTimedOut(type(error).__name__) from error
