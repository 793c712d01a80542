from gongkai.documents.model import Document, Origin, Paragraph, Source, Table, TableCell
from gongkai.documents.script import in_simplified, is_traditional, simplified


def test_each_character_is_read_as_its_simplified_form_and_stays_in_its_place():
    assert simplified("主動公開政府信息45條") == "主动公开政府信息45条"
    assert simplified("收到申請3件。") == "收到申请3件。"


def test_a_name_with_an_old_character_does_not_make_a_text_traditional():
    assert not is_traditional("青山县柳河镇张喆负责政府信息公开工作，未收到申请。")
    assert is_traditional("青山縣柳河鎮人民政府2024年政府信息公開工作年度報告")


def test_a_document_keeps_its_places():
    table = Table((TableCell(0, 0, "規章"), TableCell(0, 1, "0")))
    document = Document(
        Source("a.txt", "0" * 64, "text/plain", 0),
        (Paragraph("總體情況", Origin(line=3)), table),
    )
    read = in_simplified(document)
    assert [block.text for block in read.paragraphs()] == ["总体情况"]
    assert next(read.paragraphs()).origin == Origin(line=3)
    assert [cell.text for block in read.tables() for cell in block.cells] == ["规章", "0"]
