from search.services.numerals import other_writings, without_ending


def test_numbers_of_editions_in_other_writings() -> None:
    found = {text: other_writings(text) for text in ("XIV", "14", "14th", "3", "xxi", "I", "2017", "40", "vix")}
    assert found == {
        "XIV": ["14", "14th"], "14": ["14th", "xiv"], "14th": ["14", "xiv"], "3": ["3rd", "iii"], "xxi": ["21", "21st"],
        "I": [], "2017": [], "40": [], "vix": [],
    }  # fmt: skip
    assert [without_ending(words) for words in (("14", "я"), ("14", "Uhr"), ("E", "Mail"))] == [
        ("14",), ("14", "Uhr"), ("E", "Mail"),
    ]  # fmt: skip
