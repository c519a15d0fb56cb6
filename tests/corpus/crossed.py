"""python -m tests.corpus.crossed [PART …]: how well a part is read when it was not learnt from.

For each part everything is learnt anew from all the others, but never from held-out or exams;
takes some eight minutes each.
"""

import sys

from relay.core.reading.learnt import likeness, tagger
from relay.core.reading.learnt.lanes import packed
from tests.corpus.__main__ import table
from tests.corpus.learn import learnt_chain, learnt_classes
from tests.corpus.parts import LATER, LEARNT, PARTS, texts


def main(arguments: list[str]) -> None:
    """Print the table of each part, learnt without it."""
    for part in [argument for argument in arguments if argument in PARTS] or LATER:
        rows = [row for other in LEARNT if other != part for row in texts(other)]
        likeness.WEIGHTS.clear()
        learnt = learnt_classes(rows).items()
        likeness.WEIGHTS.update((feature, packed(row)) for feature, row in learnt)
        whole = [row for row in rows if "name" in row["gold"]]  # all its fields are labelled
        tagger.know({labels: learnt_chain(whole, labels) for labels in tagger.FILES})
        table(part, f"{part}, learnt without it", errors="--errors" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
