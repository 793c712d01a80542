"""How values are laid under columns; fields are written as a string, `.` for a blank one."""

from gongkai.documents.model import Origin
from gongkai.report.reading.tables.column_assignment import continued, place
from gongkai.report.reading.tables.rows import Field


def fields(text, first=0):
    return tuple(
        Field("" if item == "." else item, Origin(column=first + number + 1), first + number)
        for number, item in enumerate(text.split())
    )


def options(placings):
    return [" ".join(item.text or "." for item in option.fields) for option in placings.options]


def test_as_many_values_as_columns_are_taken_in_order():
    placed = place(fields("1 2 3"), 3)
    assert (options(placed), placed.surplus, placed.short) == (["1 2 3"], False, False)


def test_blanks_around_a_complete_row_do_not_matter():
    assert options(place(fields(". 1 2 3 ."), 3)) == ["1 2 3"]


def test_a_blank_between_values_keeps_its_place():
    assert options(place(fields("1 . 3"), 3)) == ["1 . 3"]


def test_a_blank_at_the_edge_leaves_open_what_was_lost():
    assert options(place(fields(". 1 2"), 3)) == [". 1 2", "1 2 .", "1 . 2", ". 1 2"]


def test_known_padding_tells_which_blank_belongs_to_the_row():
    placed = place(fields(". . 1 2 ."), 3, padding=(1, 1))
    assert options(placed) == [". 1 2"]


def test_a_row_shorter_than_its_padding_has_lost_a_field():
    placed = place(fields(". 1 2 ."), 3, padding=(1, 1))
    assert (options(placed), placed.short) == (["1 2 .", "1 . 2", ". 1 2"], True)


def test_a_value_too_many_is_left_out_in_every_way_or_joined_to_its_neighbour():
    placed = place(fields("1 2 3"), 2)
    assert placed.surplus
    assert options(placed) == ["1 2", "1 3", "2 3", "12 3", "1 23"]


def test_under_true_heads_a_blank_stays_where_it_is():
    placed = place(fields("1 . 3", first=4), 3, heads={4: 0, 5: 1, 6: 2})
    assert options(placed) == ["1 . 3"]


def test_under_true_heads_the_value_without_a_head_is_the_extra_one():
    placed = place(fields("1 2 3 9", first=4), 3, heads={4: 0, 5: 1, 6: 2})
    assert (options(placed), [item.text for item in placed.options[0].extra]) == (["1 2 3"], ["9"])


def test_a_row_moved_by_one_column_is_read_in_order():
    placed = place(fields("1 2 3", first=3), 3, heads={4: 0, 5: 1, 6: 2})
    assert (options(placed), placed.shifted) == (["1 2 3"], True)


def test_a_moved_row_with_a_gap_stays_open():
    placed = place(fields("1 . 2 3", first=3), 3, heads={4: 0, 5: 1, 6: 2})
    assert options(placed) == [". 2 3", "1 2 3"]


def test_an_empty_row_is_empty():
    assert options(place(fields(". . ."), 3)) == [". . ."]


def test_a_number_broken_over_two_lines_is_joined_where_it_stands():
    placed = continued(place(fields("1 20 3"), 3), fields("5", first=1))
    assert options(placed) == ["1 20 3", "1 205 3"]


def test_a_broken_number_that_stands_nowhere_may_belong_to_any():
    placed = continued(place(fields("1 2"), 2), fields("5", first=7))
    assert options(placed) == ["1 2", "15 2", "1 25"]


def test_a_grid_row_with_a_cell_too_few_is_open():
    placed = place(fields("11 12 13"), 4, heads={0: 0, 1: 1, 2: 2, 3: 3})
    assert placed.short
    assert options(placed) == ["11 12 13 .", "11 12 . 13", "11 . 12 13", ". 11 12 13"]


def test_a_remark_behind_the_figures_is_left_over():
    placed = place(fields("11 12 已核"), 2)
    assert options(placed) == ["11 12"]
    assert [item.text for item in placed.options[0].extra] == ["已核"]
