from gongkai.report.edition import edition
from gongkai.report.sums import Fault, locate_fault, outcomes, resolve

FORM = edition("2021").table("requests")
COLUMNS = [column.id for column in FORM.columns_of("new")]


def table(**rows):
    """Values of table three: named rows as given, every other row zero."""
    values = dict.fromkeys(FORM.cell_ids(), 0)
    for row, numbers in rows.items():
        for column, number in zip(COLUMNS, numbers, strict=True):
            values[f"requests.{row}.{column}"] = number
    return values


BALANCED = {
    "new": (30, 2, 0, 0, 1, 0, 33),
    "carried_in": (2, 0, 0, 0, 0, 0, 2),
    "disclosed": (20, 1, 0, 0, 0, 0, 21),
    "unavailable_not_held": (9, 1, 0, 0, 1, 0, 11),
    "result_total": (29, 2, 0, 0, 1, 0, 32),
    "carried_out": (3, 0, 0, 0, 0, 0, 3),
}


def test_a_balanced_table_breaks_no_sum():
    assert [item for item in outcomes(FORM, table(**BALANCED)) if not item.holds] == []


def test_a_table_has_seven_balances_seven_totals_and_twenty_five_rows():
    names = [item.sum.id for item in outcomes(FORM, table(**BALANCED))]
    assert [
        names.count(id) for id in ("requests-balance", "requests-results", "requests-applicants")
    ] == [7, 7, 25]


def test_an_unknown_cell_leaves_its_sums_unknown():
    values = table(**BALANCED)
    values["requests.disclosed.natural_person"] = None
    unknown = [(item.sum.id, item.at) for item in outcomes(FORM, values) if not item.known]
    assert unknown == [("requests-results", "natural_person"), ("requests-applicants", "disclosed")]


def test_a_wrong_result_is_located_with_the_number_that_mends_all():
    values = table(**BALANCED) | {"requests.disclosed.natural_person": 26}
    assert locate_fault(FORM, values) == Fault("requests.disclosed.natural_person", 26, 20)


def test_a_wrong_intake_is_located():
    values = table(**BALANCED) | {"requests.new.natural_person": 31}
    assert locate_fault(FORM, values) == Fault("requests.new.natural_person", 31, 30)


def test_two_wrong_cells_are_not_blamed_on_one():
    values = table(**BALANCED) | {
        "requests.new.natural_person": 31,
        "requests.disclosed.enterprise": 4,
    }
    assert locate_fault(FORM, values) is None


def test_a_balanced_table_has_no_fault():
    assert locate_fault(FORM, table(**BALANCED)) is None


def candidates(**open_rows):
    rows = {row.id: [(0,) * 7] for row in FORM.rows()}
    rows |= {row: [numbers] for row, numbers in BALANCED.items()}
    return rows | open_rows


def test_the_sums_decide_between_two_readings():
    readings = [(20, 1, 0, 0, 0, 0, 21), (0, 20, 1, 0, 0, 0, 21)]
    vector, certain = resolve(FORM, candidates(disclosed=readings))["disclosed"]
    assert (vector, set(certain)) == ((20, 1, 0, 0, 0, 0, 21), {True})


def test_readings_of_two_rows_are_decided_together():
    disclosed = [(20, 1, 0, 0, 0, 0, 21), (26, 1, 0, 0, 0, 0, 27)]
    not_held = [(9, 1, 0, 0, 1, 0, 11), (3, 1, 0, 0, 1, 0, 5)]
    resolved = resolve(FORM, candidates(disclosed=disclosed, unavailable_not_held=not_held))
    assert not all(resolved["disclosed"][1])
    assert resolved["disclosed"][1] == (False, True, True, True, True, True, False)


def test_without_the_column_sums_nothing_is_decided():
    rows = candidates(disclosed=[(20, 1, 0, 0, 0, 0, 21), (0, 20, 1, 0, 0, 0, 21)])
    del rows["result_total"]
    assert resolve(FORM, rows)["disclosed"][1] == (False, False, False, True, True, True, True)


def test_a_table_that_does_not_add_up_decides_nothing():
    rows = candidates(
        disclosed=[(20, 1, 0, 0, 0, 0, 21), (0, 20, 1, 0, 0, 0, 21)],
        result_total=[(28, 2, 0, 0, 1, 0, 31)],
    )
    assert resolve(FORM, rows)["disclosed"][1] == (False, False, False, True, True, True, True)
