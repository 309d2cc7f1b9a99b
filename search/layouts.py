"""What was typed with the other keyboard switched on: "rfkeuf" is "калуга"."""

LATIN, CYRILLIC = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.", "ёйцукенгшщзхъфывапролджэячсмитьбю"
OTHER = str.maketrans(LATIN + CYRILLIC, CYRILLIC + LATIN)


def other_layout(text: str) -> str:
    """The same keys on a Russian keyboard instead of an English one, and the other way round; in lower case."""
    return text.lower().translate(OTHER)
