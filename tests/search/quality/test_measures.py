from math import log2

from tests.search.quality.judgments import Answer, Judged
from tests.search.quality.measures import Scores, mean, scores


def test_scores() -> None:
    # The acceptable one in front is not what was looked for.
    ideal = 7 + 3 / log2(3) + 1 / 2
    assert scores([1, 3, 0, 2], [3, 2, 1, 0]) == Scores(0.0, 1.0, 0.5, (1 + 7 / log2(3) + 3 / log2(5)) / ideal)
    assert scores([], [3]) == Scores(0.0, 0.0, 0.0, 0.0)
    assert mean([scores([3], [3]), scores([0, 0, 0, 2], [2])]) == Scores(0.5, 0.5, 0.625, (1 + 1 / log2(5)) / 2)


def test_grades() -> None:
    query = Judged("de", "state", "ruht", (("pair:a+b", 3), ("pairs?state=resting,suspended&place=c", 2)))
    resting = frozenset({("state", "resting"), ("place", "c"), ("place", "d")})
    assert query.grade(Answer(frozenset({"pair:a+b", "pair:b+a"}))) == 3
    assert query.grade(Answer(frozenset({"pair:c+d"}), resting)) == 2
    assert query.grade(Answer(frozenset({"place:c"}), frozenset({("place", "c")}))) == 0
