"""python -m tests.planted.nights N: play nights up to the first that breaks a promise."""

import os
import sys

from relay.simulate.night import Night
from relay.simulate.plan import draw
from relay.simulate.stage import Stage

FAULTS = 0.3


def main(nights: int) -> int:
    """Print the promise; 1 when there is one."""
    stage = Stage(os.environ)
    try:
        for seed in range(1, nights + 1):
            broken = Night(stage, draw(seed, FAULTS, stage.settings)).play().broken
            if broken is not None:
                print(f"{broken.promise}, night {seed}")
                return 1
    finally:
        stage.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
