from partnerships.services.drawing.labels import Box, Named, box_of, is_free, placed, square, text_width
from partnerships.services.drawing.shapes import Point

SHEET = Box(0, 0, 300, 200)


def anchors(wishes: list[Named], obstacles: list[Box] | None = None, most: int = 9) -> dict[str, str]:
    taken = [square(wish.point, wish.radius) for wish in wishes] + (obstacles or [])
    return {label.text: label.anchor for label in placed(wishes, taken, SHEET, 10, most).values()}


def test_cyrillic_is_wider():
    assert text_width("Ulm", 10) == 18
    assert text_width("Уфа", 10) > text_width("Ufa", 10)


def test_a_name_stands_to_the_right_where_it_can():
    assert anchors([Named(Point(100, 100), 5, "Bonn")]) == {"Bonn": "start"}
    assert anchors([Named(Point(290, 100), 5, "Bonn")]) == {"Bonn": "end"}
    assert anchors([Named(Point(100, 100), 5, "Bonn")], [Box(106, 95, 120, 105), Box(80, 95, 94, 105)]) == {
        "Bonn": "middle"
    }


def test_in_the_west_it_stands_to_the_left_and_otherwise_below():
    assert anchors([Named(Point(100, 100), 5, "Bonn", is_west=True)]) == {"Bonn": "end"}
    (below,) = placed([Named(Point(20, 100), 5, "Bonn", is_west=True)], [], SHEET, 10, 9).values()
    assert (below.anchor, below.y > 0) == ("middle", True)
    crowded = [Box(0, 106, 300, 130), Box(0, 60, 300, 94)]
    assert anchors([Named(Point(20, 100), 5, "Bonn", is_west=True)], crowded) == {"Bonn": "start"}


def test_names_never_touch_and_the_first_wins():
    wishes = [Named(Point(100 + 8 * step, 100), 3, f"Gemeinde {step}") for step in range(8)]
    labels = placed(wishes, [square(wish.point, 3) for wish in wishes], SHEET, 10, 9)
    boxes = [box_of(point, label, 10) for point, label in labels.items()]
    assert all(is_free(a, [b], a) for a in boxes for b in boxes if a is not b)
    assert wishes[0].point in labels
    assert len(labels) < len(wishes)


def test_no_more_names_than_asked_for():
    wishes = [Named(Point(50, 40 * step), 3, "Ulm") for step in range(1, 5)]
    assert len(placed(wishes, [], SHEET, 10, 2)) == 2
