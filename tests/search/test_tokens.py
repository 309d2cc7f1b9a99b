"""Tokens of words and stems."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
import snowballstemmer
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.german_stemmer import GermanStemmer
from snowballstemmer.polish_stemmer import PolishStemmer
from snowballstemmer.russian_stemmer import RussianStemmer

from search import tokens
from tests.benchmarks.corpus import corpus

WORDS = {
    "de": ["Partnerschaften", "Konferenzen", "Verbindungen", "Jugendlichen", "Städtepartnerschaft", "Begegnungen"],
    "ru": ["конференции", "городов", "партнёров", "молодёжных", "сотрудничества", "участниками"],
    "en": ["conferences", "partnerships", "organisations", "generously", "relational", "possibilities"],
    "pl": ["konferencje", "miast", "partnerstwa", "młodzieżowych", "współpracy", "uczestnikami"],
}
PURE = {"german": GermanStemmer, "russian": RussianStemmer, "english": EnglishStemmer, "polish": PolishStemmer}
THREADS, ROUNDS = 6, 60
SOME = 300


@contextmanager
def switching_often() -> Iterator[None]:
    """Threads take turns within a stem, not only between stems."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("Konferenzen", "de", ["skonferens"]),
        ("конференции", "ru", ["skonferens"]),
        ("conferences", "en", ["ssonfer"]),
        ("conferences", "fr", ["ssonferenses"]),
        ("konferencje", "pl", ["skonferensi"]),
        ("Лавров", "ru", ["slavr"]),
        ("Лаврова", "de", ["slavr"]),
    ],
)
def test_stems(word: str, language: str, expected: list[str]) -> None:
    assert tokens.stem_tokens(word, language) == expected


def test_names_stand_apart_and_have_stems() -> None:
    assert tokens.name_tokens(["Halle (Saale)", "Галле"], "de") == (
        "n whale wsale n wgale n " + " ".join(sorted({"shal", "ssal", "sgal"}))
    )


def test_threads_stem_like_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the cache of results, which would hide that stemmers are used at the same time."""
    monkeypatch.setattr(tokens, "_stem", tokens._stem.__wrapped__)
    monkeypatch.setattr(snowballstemmer, "stemmer", lambda algorithm: PURE[algorithm]())
    every = [(word, language) for language, words in WORDS.items() for word in words]
    alone = [tokens.stem_tokens(*pair) for pair in every]
    together = Barrier(THREADS)

    def work(_number: int) -> list[list[list[str]]]:
        together.wait()
        return [[tokens.stem_tokens(*pair) for pair in every] for _round in range(ROUNDS)]

    with switching_often(), ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(work, range(THREADS)))
    assert found == [[alone] * ROUNDS] * THREADS


@pytest.mark.parametrize(("language", "algorithm"), tokens.ALGORITHMS.items())
def test_compiled_stemmers_stem_like_those_of_python(language: str, algorithm: str) -> None:
    compiled, pure = snowballstemmer.stemmer(algorithm), PURE[algorithm]()
    assert type(compiled).__module__ == "Stemmer"
    more = corpus(language).words[:SOME] if language != "pl" else []
    asked = [*(word.lower() for word in WORDS[language]), *more]
    assert compiled.stemWords(asked) == pure.stemWords(asked)


def test_a_letter_again_and_again_is_not_that_letter() -> None:
    written = ("III", "I", "AA", "a", "kkkk", "ааа", "Halle", "ss")
    assert [tokens.word_tokens(word) for word in written] == [
        ("wiii",), ("wi",), ("waa",), ("wa",), ("wkkkk",), ("waaa",), ("whale",), ("wss",),
    ]  # fmt: skip
