"""A second provider of texts, which many stories need."""

from collections.abc import Callable, Iterator

import pytest

from tests import provider
from tests.provider import Provider
from tests.world import World


@pytest.fixture
def other() -> Iterator[Provider]:
    """A provider on this machine, of texts or of somebody's further channel."""
    with provider.running() as one:
        yield one


@pytest.fixture
def backed(make_world: Callable[..., World], other: Provider) -> World:
    """A world with a second provider of texts."""
    return make_world(BACKUP_CARRIER_URL=other.url)
