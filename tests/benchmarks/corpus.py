"""Texts for benchmarks: invented words as frequent as words are, in three languages, the same at every run."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

LANGUAGES = ("de", "ru", "en")
# In the order of the alphabet, parted by spaces.
SYLLABLES = {
    "de": "ba be ber da der en ein gar hau ket lan lin mar mut nor ost pfl rei sen stro tal und wer zun",
    "ru": "ба бе вер га дом ек жи зал ист ка лов мир нор оск пол рек сад тор ум фин хол цен чар юг",
    "en": "ab ack ber can dle ear fin gre hol ill ing ket lan mor nor out pre qua rel sto ten und ver wes",
}
ENDINGS = {"de": ("", "e", "en", "er", "ung"), "ru": ("", "а", "ов", "ами", "ах"), "en": ("", "s", "ing", "ed", "ly")}
WORDS, TEXTS, PLACES = 6_000, 2_000, 2_000
FORMER = "Alt"


@dataclass(frozen=True)
class Corpus:
    """The words of a language, the most frequent first, and texts of them."""

    language: str
    words: Sequence[str]
    weights: Sequence[float]
    texts: Sequence[str]

    def some(self, random: Random, count: int) -> list[str]:
        """Words as they come in running text."""
        return random.choices(self.words, cum_weights=self.weights, k=count)


def corpus(language: str) -> Corpus:
    """That of the language."""
    random = Random(language)
    stems = list(dict.fromkeys(_word(language, random) for _ in range(WORDS)))
    words = list(dict.fromkeys(stem + ending for stem in stems for ending in random.sample(ENDINGS[language], 2)))
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    made = Corpus(language, words, weights, [])
    texts = [" ".join(made.some(random, random.randint(40, 120))) for _ in range(TEXTS)]
    return Corpus(language, words, weights, texts)


def place_names() -> list[tuple[str, str, str]]:
    """Names of places: German, Russian, and a former one."""
    random = Random("places")
    latin = [_word("de", random, 3, 4).capitalize() for _ in range(PLACES)]
    return [(name, _word("ru", random, 3, 4).capitalize(), FORMER + name.lower()) for name in latin]


def _word(language: str, random: Random, fewest: int = 2, most: int = 4) -> str:
    return "".join(random.choices(SYLLABLES[language].split(), k=random.randint(fewest, most)))
