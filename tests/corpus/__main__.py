"""python -m tests.corpus [PART …] [--errors]: how well merchants' texts are read."""

import sys

from tests.corpus import score
from tests.corpus.parts import PARTS, readings


def main(arguments: list[str]) -> None:
    """Print the table of each part, overall and per language, and the errors if asked for."""
    named = [argument for argument in arguments if argument in PARTS] or list(PARTS)
    for part in named:
        rows = readings(part)
        groups = {"overall": score.score(rows)}
        for language in score.LANGS:
            spoken = [row for row in rows if row[0]["gold"]["language"] == language]
            if spoken:
                groups[language] = score.score(spoken)
        print(f"\n== {part}")
        score.report(groups)
        score.report_overall(groups["overall"])
        if "--errors" in arguments:
            score.report_errors(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
