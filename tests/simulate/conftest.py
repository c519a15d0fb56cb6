"""A stage that all nights of a test run share."""

from collections.abc import Iterator

import pytest

from relay.simulate.stage import Stage
from tests.world import ROOT


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """A database of its own, and the web side on it."""
    made = Stage({"RELAY_CONFIG": str(ROOT / "config")})
    yield made
    made.close()
