"""What was asked for longest ago goes first."""

from partnerships.services.remembering import Remembered


def test_things_are_made_once_and_the_oldest_go() -> None:
    remembered: Remembered[str, str] = Remembered(2)
    made: list[str] = []

    def once(key: str) -> str:
        return remembered.once(key, lambda: made.append(key) or key.upper())

    assert [once(key) for key in "abaacab"] == list("ABAACAB")
    assert (made, len(remembered)) == (["a", "b", "c", "b"], 2)
    assert ["a" in remembered, "b" in remembered, "c" in remembered] == [True, True, False]


def test_nothing_is_no_thing_to_be_made_again() -> None:
    remembered: Remembered[int, None] = Remembered(1)
    made: list[int] = []
    for _ in range(2):
        remembered.once(1, lambda: made.append(1))
    assert made == [1]
