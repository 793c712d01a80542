import pypdfium2

from gongkai.report.writers import pdf
from tests.report.invented import PROSE, invented


def pages(report):
    opened = pypdfium2.PdfDocument(pdf.write(report))
    try:
        texts = []
        for page in opened:
            layer = page.get_textpage()
            texts.append(layer.get_text_range())
            layer.close()
            page.close()
        return texts, opened.get_metadata_dict()
    finally:
        opened.close()


def test_the_text_layer_holds_the_prose_byte_for_byte():
    texts, _ = pages(invented())
    text = "".join(texts).replace("\r\n", "").replace("\n", "")
    for line in (line for part in PROSE.values() for line in part):
        assert line in text


def test_pages_are_numbered_and_the_title_is_set_without_an_author():
    texts, metadata = pages(invented())
    assert [f"— {number} —" in text for number, text in enumerate(texts, 1)] == [True] * 4
    assert metadata["Title"] == "青山县柳河镇人民政府2024年政府信息公开工作年度报告"
    assert metadata["Author"] == ""


def test_table_three_stands_on_one_page():
    texts, _ = pages(invented())
    page = next(text for text in texts if "申请人情况" in text)
    assert "四、结转下年度继续办理" in page


def test_the_same_report_gives_the_same_bytes():
    assert pdf.write(invented()) == pdf.write(invented())
