"""How the API says no, and how it says nothing at all."""

from enum import StrEnum

# https://www.twilio.com/docs/api/errors
MESSAGES = {
    20001: "Unknown or invalid parameter",
    20003: "Authenticate",
    20004: "Method not allowed",
    20009: "Cannot change this resource before it has come to its end",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "An internal server error has occurred",
    20503: "Service Unavailable",
    21201: "No 'To' number is specified",
    21205: "Url is not a valid URL",
    21210: "'From' phone number not verified",
    21211: "Invalid 'To' Phone Number",
    21213: "No 'From' number is specified",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number provided is not a valid message-capable Twilio phone number"
    " for this destination/account.",
    21609: "The 'StatusCallback' URL is not a valid URL.",
    21610: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21624: "The 'ValidityPeriod' is not valid.",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered",
    30008: "Unknown error",
    30036: "Validity Period Expired",
    35118: "MessagingServiceSid is required to schedule a message",
}


class Refusal(Exception):
    """The API answered with an error; nothing was taken."""

    def __init__(self, code: int, *, status: int = 400, retry_after: int | None = None) -> None:
        self.code = code
        self.status = status
        self.retry_after = retry_after  # seconds
        self.message = MESSAGES.get(code, "The request was refused")
        super().__init__(f"{status} {code} {self.message}")

    def to_json(self) -> dict[str, object]:
        """The body Twilio sends. https://www.twilio.com/docs/usage/twilios-response#errors"""
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


class Loss(StrEnum):
    """How an answer fails to come."""

    ERROR = "error"  # HTTP 500
    RESET = "reset"  # the connection is closed
    HANG = "hang"  # nothing, until the other side has had enough


class NoAnswer(Exception):
    """The asker learns nothing: the request may have been taken or not."""

    def __init__(self, how: Loss) -> None:
        self.how = how
        super().__init__(how.value)
