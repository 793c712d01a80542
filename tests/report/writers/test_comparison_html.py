from dataclasses import replace

from lxml import html as parser

from gongkai.report.compare import compare
from gongkai.report.model import Cell, CellState
from gongkai.report.writers import comparison_html
from tests.report.invented import PROSE, invented


def test_cells_and_words_that_differ_are_shown():
    id = "requests.new.research"
    first = invented()
    first = replace(first, cells={**first.cells, id: Cell(id, 7, CellState.READ)})
    second = invented(prose={**PROSE, "other": ("本年度发出收费通知2件，收取信息处理费0元。",)})
    second = replace(second, cells={**second.cells, id: Cell(id, None, CellState.UNREAD)})
    page = parser.fromstring(comparison_html.write(compare(first, second)))
    row = page.xpath("//tbody/tr")[0]
    assert [cell.text_content() for cell in row] == [
        "表三“新收”行“科研机构”列",
        "7",
        "未知",
        "",
    ]
    assert [item.text for item in page.xpath("//del")] == ["0"]
    assert [item.text for item in page.xpath("//ins")] == ["2"]


def test_equal_reports_are_called_so():
    words = comparison_html.write(compare(invented(), invented()))
    assert "可比的数字全部相同" in words
    assert "相似度100%" in words
