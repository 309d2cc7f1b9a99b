"""Generated slugs."""

import pytest

from cms.pages.slugs import MAX_LENGTH, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Städte grüßen Öhringen", "staedte-gruessen-oehringen"),
        ("Год партнёрств 2017/2018", "god-partnyorstv-2017-2018"),
        ("Chemnitz–Wolgograd: ein Bogen", "chemnitz-wolgograd-ein-bogen"),
        ("Хемниц – Волгоград", "khemnits-volgograd"),
        ("„XVI.“ Konferenz", "xvi-konferenz"),
        ("…", "page"),
    ],
)
def test_slugs_are_latin_words(title: str, slug: str):
    assert slug_of(title) == slug


def test_long_titles_are_cut():
    assert len(slug_of("Wort " * 40)) <= MAX_LENGTH
