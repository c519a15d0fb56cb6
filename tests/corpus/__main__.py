"""python -m tests.corpus [PART …] [--errors]: how well merchants' texts are read."""

import sys

from tests.corpus import score
from tests.corpus.parts import PARTS, readings


def main(arguments: list[str]) -> None:
    """Print the table of each part, overall and per language, and the errors if asked for."""
    for part in [argument for argument in arguments if argument in PARTS] or PARTS:
        table(part, part, errors="--errors" in arguments)


def table(part: str, heading: str, *, errors: bool) -> None:
    """Print how well a part is read just now."""
    rows = readings(part)
    groups = {"overall": score.score(rows)}
    for language in score.LANGS:
        spoken = [row for row in rows if row[0]["gold"]["language"] == language]
        groups |= {language: score.score(spoken)} if spoken else {}
    print(f"\n== {heading}")
    score.report(groups)
    score.report_overall(groups["overall"])
    if errors:
        score.report_errors(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
