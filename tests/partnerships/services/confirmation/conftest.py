"""Every test here is about the same profile."""

from tests.partnerships.ground import (  # noqa: F401  (fixtures, in place of those built for each test)
    chemnitz,
    directory,
    ground,
    in_russian,
    page,
    saxony,
    volgograd,
)
