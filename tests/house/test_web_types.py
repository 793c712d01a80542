"""The platform has no more errors of type than recorded."""

from collections import Counter

import pytest

from tests.house.web_types import counted, errors, recorded, too_many


def test_errors_are_counted_by_room_and_by_noun():
    said = (
        "src/gongkai/web/bodies/forms.py:1: error: x  [misc]\n"
        "src/gongkai/web/publishing/items/gate.py:7: error: y  [misc]\n"
        "src/gongkai/web/publishing/items/screens/items.py:7: note: z\n"
        "src/gongkai/statute/workdays.py:7: error: z  [misc]\n"
    )
    assert counted(said) == {"bodies": 1, "publishing/items": 1}


def test_one_error_more_in_one_room_is_too_many():
    assert too_many(Counter(bodies=3, files=1), {"bodies": 2, "files": 5}) == {"bodies": (3, 2)}


@pytest.mark.slow
def test_no_room_has_more_errors_of_type_than_recorded():
    assert too_many(counted(errors()), recorded()) == {}
