from pathlib import Path

from gongkai.statute.codelists import load_codelists
from gongkai.statute.duties import load_duties
from gongkai.statute.parameters import load_parameters
from gongkai.statute.reference import page
from gongkai.statute.settings import load_settings

WRITTEN = Path(__file__).parents[2] / "docs" / "reference" / "law.md"


def test_the_page_on_the_law_is_as_it_would_be_generated_now():
    assert WRITTEN.read_text(encoding="utf-8") == page(), "run `make docs`"


def test_every_duty_number_setting_and_code_is_on_the_page():
    text = WRITTEN.read_text(encoding="utf-8")
    for known in (load_duties(), load_parameters(), load_settings(), load_codelists()):
        for id in known:
            assert f"`{id}`" in text


def test_what_was_never_compared_with_the_text_is_marked():
    row = next(line for line in page().splitlines() if line.startswith("| `civil-procedure-2017` "))
    assert "未核对" in row
