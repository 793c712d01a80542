from pathlib import Path

from gongkai.screening.kinds import kinds, varieties
from gongkai.screening.reference import page

WRITTEN = Path(__file__).parents[2] / "docs" / "reference" / "screening.md"


def test_the_page_on_the_screening_is_as_it_would_be_generated_now():
    assert WRITTEN.read_text(encoding="utf-8") == page(), "run `make docs`"


def test_every_kind_and_variety_is_on_the_page():
    text = WRITTEN.read_text(encoding="utf-8")
    for kind in kinds():
        assert f"## `{kind.value}` " in text
    for name in varieties():
        assert f"| `{name}` |" in text
