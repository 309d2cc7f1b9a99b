"""Which class of size a number of inhabitants falls into."""

from partnerships.models import SizeClass

# The first bound above the number decides.
BOUNDS = ((20_000, SizeClass.SMALL), (100_000, SizeClass.MEDIUM), (500_000, SizeClass.LARGE))


def size_of(population: int | None) -> SizeClass | None:
    """The class; None when the number is not known."""
    if population is None:
        return None
    return next((size for bound, size in BOUNDS if population <= bound), SizeClass.MAJOR)
