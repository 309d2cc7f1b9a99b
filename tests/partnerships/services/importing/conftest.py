"""The two places of the row that most tests import, beside a published directory."""

import pytest

from partnerships.models import DirectoryPage
from tests.partnerships.towns import (  # noqa: F401  (fixtures, in place of those built for each test)
    chemnitz,
    directory,
    towns,
    volgograd,
)


@pytest.fixture
def ready(directory: DirectoryPage) -> DirectoryPage:  # noqa: F811  (that fixture)
    """The directory; both places are known."""
    return directory
