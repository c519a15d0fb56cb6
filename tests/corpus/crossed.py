"""python -m tests.corpus.crossed [PART …]: how well a part is read when it was not learnt from.

For each part everything is learnt anew from all the others; takes a minute or two each.
"""

import sys

from relay.core.reading import likeness, tagger
from tests.corpus import score
from tests.corpus.learn import learnt_chains, learnt_classes
from tests.corpus.parts import LATER, PARTS, readings, texts


def main(arguments: list[str]) -> None:
    """Print the table of each part, learnt without it."""
    for part in [argument for argument in arguments if argument in PARTS] or LATER:
        rows = [row for other in PARTS if other != part for row in texts(other)]
        likeness.WEIGHTS.clear()
        likeness.WEIGHTS.update(learnt_classes(rows))
        tagger.know(learnt_chains(rows))
        figures = readings(part)
        groups = {"overall": score.score(figures)}
        for language in score.LANGS:
            spoken = [row for row in figures if row[0]["gold"]["language"] == language]
            groups |= {language: score.score(spoken)} if spoken else {}
        print(f"\n== {part}, learnt without it")
        score.report(groups)
        score.report_overall(groups["overall"])
        if "--errors" in arguments:
            score.report_errors(figures)


if __name__ == "__main__":
    main(sys.argv[1:])
