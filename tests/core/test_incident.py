"""What an act comes to, by who has the incident."""

import pytest

from relay.core.incident import Act, Standing, State, Verdict, judge

OPEN = Standing(State.OPEN, None, called=False)
PASSED = Standing(State.OPEN, None, called=False, passed=True)
MINE = Standing(State.ACKNOWLEDGED, "mette", called=False)
HERS_CALLED = Standing(State.ACKNOWLEDGED, "lars", called=True)
MINE_CALLED = Standing(State.ACKNOWLEDGED, "mette", called=True)
HERS = Standing(State.ACKNOWLEDGED, "aisha", called=False)
CLOSED_UNCALLED = Standing(State.CLOSED, "mette", called=False)
CLOSED = Standing(State.CLOSED, "mette", called=True)


@pytest.mark.parametrize(
    ("act", "standing", "verdict"),
    [
        (Act.TAKE, OPEN, Verdict.DONE),
        (Act.TAKE, MINE, Verdict.ALREADY_YOURS),
        (Act.TAKE, HERS, Verdict.TAKEN_BY_ANOTHER),  # late: never takes it away
        (Act.TAKE, CLOSED, Verdict.IS_CLOSED),
        (Act.CALLED, OPEN, Verdict.DONE),
        (Act.CALLED, MINE, Verdict.DONE),
        (Act.CALLED, MINE_CALLED, Verdict.ALREADY_YOURS),
        (Act.CALLED, HERS, Verdict.DONE),  # a fact, whoever has it
        (Act.CALLED, HERS_CALLED, Verdict.CALLED_ALREADY),
        (Act.CALLED, CLOSED, Verdict.IS_CLOSED),
        (Act.CALLED, CLOSED_UNCALLED, Verdict.DONE),  # told of late
        (Act.CLOSE, OPEN, Verdict.DONE),
        (Act.CLOSE, MINE, Verdict.DONE),
        (Act.CLOSE, HERS, Verdict.DONE),
        (Act.CLOSE, CLOSED, Verdict.IS_CLOSED),
        (Act.PASS, OPEN, Verdict.DONE),
        (Act.PASS, PASSED, Verdict.PASSED_ALREADY),  # said twice, it is one pass
        (Act.TAKE, PASSED, Verdict.DONE),  # after all
        (Act.PASS, MINE, Verdict.DONE),  # given back
        (Act.PASS, HERS, Verdict.TAKEN_BY_ANOTHER),
        (Act.PASS, CLOSED, Verdict.IS_CLOSED),
    ],
)
def test_verdict(act: Act, standing: Standing, verdict: Verdict) -> None:
    assert judge(act, standing, "mette") is verdict


@pytest.mark.parametrize("state", [State.REDIRECTED, State.DISMISSED])
@pytest.mark.parametrize("act", list(Act))
def test_what_was_never_paged_cannot_be_taken(act: Act, state: State) -> None:
    assert judge(act, Standing(state, None, called=False), "mette") is Verdict.IS_CLOSED
