"""What surrounds every test."""

from collections.abc import Iterator

import pytest

from tests import builders


@pytest.fixture(autouse=True)
def files_are_closed() -> Iterator[None]:
    yield
    builders.close_all()
