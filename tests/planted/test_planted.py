"""Each bug can still be planted; that it is noticed is seen by `python -m tests.planted`."""

from dataclasses import replace

import pytest

from tests.planted.__main__ import OutOfDate, main, planted, survey
from tests.planted.bugs import BUGS, Bug
from tests.world import ROOT


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_bug_can_be_planted(bug: Bug) -> None:
    compile(planted(bug, ROOT), bug.file, "exec")

    assert all((ROOT / "tests" / net).exists() for net in bug.nets)


def test_no_two_bugs_have_one_name() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 12


@pytest.mark.parametrize("old", ["a line that is gone", "import"])
def test_a_bug_that_is_out_of_date_is_named_before_anything_runs(
    old: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = replace(BUGS[0], edits=((old, "x"),))

    with pytest.raises(OutOfDate, match=stale.name):
        planted(stale, ROOT)
    assert survey([stale], nights=0, crash=False) == 2
    assert (
        f"bugs.py is out of date. {stale.name}: relay/{stale.file} has" in capsys.readouterr().out
    )


def test_where_a_net_is_red_by_itself_nothing_is_planted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    unknown = replace(BUGS[0], nets=("planted/test_planted.py::there_is_none",))

    assert survey([unknown], nights=0, crash=False) == 2
    assert "nothing can be learnt" in capsys.readouterr().out


def test_a_word_that_is_in_no_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["no such bug"])

    assert end.value.code == 2
    assert "no bug has" in capsys.readouterr().err
