"""A thread that does what it is given."""

import threading

import pytest

from relay.hand import Hand

PATIENCE = 30  # seconds


def threads(name: str) -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == name]


def test_one_thing_is_done_after_the_other_by_one_thread() -> None:
    hand, begun, may_end, over = Hand("one"), threading.Event(), threading.Event(), []
    assert threads("one") == []  # before there is work
    ended = threading.Event()

    def first() -> None:
        begun.set()
        assert may_end.wait(PATIENCE)
        over.append(threading.current_thread().name)

    hand.do(first)
    assert begun.wait(PATIENCE)
    hand.do(lambda: over.append("second"))
    hand.do(ended.set)
    assert len(threads("one")) == 1
    assert over == []
    may_end.set()

    assert ended.wait(PATIENCE)
    assert over == ["one", "second"]
    hand.end()


def test_a_fault_is_told_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    hand, ended = Hand("clumsy"), threading.Event()

    def fall() -> None:
        raise ValueError("dropped it")

    hand.do(fall)
    hand.do(ended.set)

    assert ended.wait(PATIENCE)
    assert "clumsy: its work failed" in caplog.text
    hand.end()


def test_what_no_thread_can_be_had_for_is_not_done_later(monkeypatch: pytest.MonkeyPatch) -> None:
    hand, done, ended = Hand("none"), list[str](), threading.Event()

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as broken:
        broken.setattr(threading.Thread, "start", refuse)
        with pytest.raises(RuntimeError, match="new thread"):
            hand.do(lambda: done.append("refused"))
    hand.do(lambda: done.append("later"))
    hand.do(ended.set)

    assert ended.wait(PATIENCE)
    assert done == ["later"]
    hand.end()


def test_it_ends_after_what_it_was_given() -> None:
    hand, may_end, done = Hand("ending"), threading.Event(), list[str]()
    hand.do(lambda: may_end.wait(PATIENCE))
    hand.do(lambda: done.append("last"))
    (thread,) = threads("ending")

    hand.end()
    may_end.set()
    thread.join(PATIENCE)

    assert not thread.is_alive()
    assert done == ["last"]
