"""What the log must not hold."""

import logging
import sys

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from relay.logs import Discreet
from relay.store.db import Database
from relay.store.models import Inbound
from tests.world import MERCHANT, NIGHT, REPORT


def test_a_databases_error_tells_neither_numbers_nor_words(database: Database) -> None:
    row = {"sid": "SM1", "sender": MERCHANT, "recipient": MERCHANT, "raw": REPORT.encode()}
    row |= {"body": REPORT, "media": 0, "received_at": NIGHT, "door": ""}

    with database.engine.begin() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(insert(Inbound), [row, row])

    assert MERCHANT not in str(caught.value)
    assert REPORT not in str(caught.value)


def test_no_whole_number_is_written_not_even_in_a_traceback() -> None:
    try:
        raise ValueError(f"Failing row contains (1, {MERCHANT}, SM00020304050607080910)")
    except ValueError:
        record = logging.LogRecord("n", logging.ERROR, "p", 1, "to %s", (MERCHANT,), sys.exc_info())

    line = Discreet("%(message)s").format(record)

    assert MERCHANT not in line
    assert line.count("+4520…50") == 2
    assert "SM00020304050607080910" in line
