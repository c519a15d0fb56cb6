"""An SMS comes in: a merchant reports, an engineer replies."""

from relay.inbox.calls import answer_call, called, key_in
from relay.inbox.door import CameBy, Text, count_refused, receive
from relay.inbox.statuses import take_status

__all__ = [
    "CameBy",
    "Text",
    "answer_call",
    "called",
    "count_refused",
    "key_in",
    "receive",
    "take_status",
]
