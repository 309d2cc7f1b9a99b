"""The two places of the row that most tests import, beside a published directory."""

import pytest

from cms.entities.models import Place
from partnerships.models import DirectoryPage


@pytest.fixture
def ready(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> DirectoryPage:
    """The directory; both places are known."""
    return directory
