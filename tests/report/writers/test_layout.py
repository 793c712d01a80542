from gongkai.report.edition import edition
from gongkai.report.writers.layout import official_table, table_layout, table_layouts
from tests.report.invented import invented


def printed_rows(edition_id, table_id):
    layout = table_layout(edition_id, table_id)
    return [
        [
            (cell.text, cell.column_span, cell.row_span)
            for cell in layout.cells
            if cell.row == row and cell.scope
        ]
        for row in range(layout.row_count)
    ]


def test_table_three_opens_with_the_corner_note_and_three_rows_of_headings():
    rows = printed_rows("2021", "requests")
    assert rows[0] == [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
        ("申请人情况", 7, 1),
    ]
    assert rows[1] == [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)]
    assert rows[2] == [
        ("商业企业", 1, 1),
        ("科研机构", 1, 1),
        ("社会公益组织", 1, 1),
        ("法律服务机构", 1, 1),
        ("其他", 1, 1),
    ]


def test_table_three_groups_its_rows_as_printed():
    rows = printed_rows("2021", "requests")
    assert rows[3] == [("一、本年新收政府信息公开申请数量", 3, 1)]
    assert rows[5] == [("三、本年度办理结果", 1, 22), ("（一）予以公开", 2, 1)]
    assert rows[7] == [("（三）不予公开", 1, 8), ("1.属于国家秘密", 1, 1)]
    assert rows[25] == [("3.其他", 1, 1)]
    assert rows[26] == [("（七）总计", 2, 1)]
    assert rows[27] == [("四、结转下年度继续办理", 3, 1)]


def test_edition_2019_has_one_row_for_other_results():
    rows = printed_rows("2019", "requests")
    assert rows[5][0] == ("三、本年度办理结果", 1, 20)
    assert rows[23] == [("（六）其他处理", 2, 1)]


def test_table_four_stands_side_by_side():
    rows = printed_rows("2021", "disputes")
    assert rows[0] == [("行政复议", 5, 1), ("行政诉讼", 10, 1)]
    assert rows[1] == [
        ("结果维持", 1, 2),
        ("结果纠正", 1, 2),
        ("其他结果", 1, 2),
        ("尚未审结", 1, 2),
        ("总计", 1, 2),
        ("未经复议直接起诉", 5, 1),
        ("复议后起诉", 5, 1),
    ]
    assert len(rows[2]) == 10
    assert rows[3] == []


def test_table_two_gives_the_last_column_the_rest_of_the_width():
    rows = printed_rows("2021", "proactive")
    assert rows[0] == [("第二十条第（一）项", 4, 1)]
    assert rows[5] == [("信息内容", 1, 1), ("本年处理决定数量", 3, 1)]
    old = printed_rows("2019", "proactive")
    assert old[16] == [("信息内容", 1, 1), ("采购项目数量", 1, 1), ("采购总金额", 2, 1)]


def test_every_cell_of_both_editions_is_printed_once():
    for edition_id, count in (("2019", 198), ("2021", 200)):
        form = edition(edition_id)
        ids = [
            cell.id
            for table in form.tables
            for cell in table_layout(edition_id, table.id).cells
            if cell.id
        ]
        assert len(ids) == count
        assert sorted(ids) == sorted(form.cell_ids())


def test_a_figure_knows_the_headings_it_stands_under_and_beside():
    layout = table_layout("2021", "requests")
    texts = {(cell.row, cell.column): cell.text for cell in layout.cells}
    cell = next(item for item in layout.cells if item.id == "requests.withheld_by_law.research")
    assert [texts[place] for place in cell.heads] == [
        "申请人情况",
        "法人或其他组织",
        "科研机构",
        "三、本年度办理结果",
        "（三）不予公开",
        "2.其他法律行政法规禁止公开",
    ]


def test_an_unknown_figure_is_an_empty_shaded_cell_and_zero_is_zero():
    report = invented(without=["disputes.reconsideration.upheld"])
    cells = dict(report.cells)
    table = official_table(table_layout("2021", "disputes"), cells)
    figures = [cell for cell in table.cells if not cell.head]
    assert figures[0].text == ""
    assert figures[0].shaded
    assert not any(cell.shaded for cell in figures[1:])


def test_a_table_that_the_report_lacks_is_not_printed():
    report = invented(without=["disputes"])
    assert [layout.id for layout in table_layouts(report)] == ["proactive", "requests"]
