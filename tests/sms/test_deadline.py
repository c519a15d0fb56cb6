"""A hard end to a call, and the threads that calls are made in."""

import threading

import pytest

from relay.sms.deadline import Overdue, within

PATIENCE = 30  # seconds


def test_what_the_work_returns_or_raises_comes_back() -> None:
    assert within(PATIENCE, lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        within(PATIENCE, lambda: 1 // 0)


def test_a_thread_that_is_done_takes_the_next_call() -> None:
    used = {within(PATIENCE, threading.current_thread) for _ in range(5)}

    assert len(used) < 5
    assert threading.current_thread() not in used


def test_a_call_that_hangs_is_left_behind_and_holds_no_other_up() -> None:
    may_end, hanging = threading.Event(), []

    def hang() -> None:
        hanging.append(threading.get_ident())
        may_end.wait(PATIENCE)

    with pytest.raises(Overdue):
        within(0.2, hang)
    other = within(PATIENCE, threading.get_ident)
    may_end.set()

    assert [other] != hanging
