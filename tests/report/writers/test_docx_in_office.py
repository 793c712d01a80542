"""The Word file as another program lays it out."""

import subprocess

import pypdfium2

from gongkai.report.writers import docx
from tests.report.invented import invented


def test_the_word_file_opens_elsewhere_with_each_table_whole_on_a_page(
    libreoffice, cjk_font, tmp_path
):
    path = tmp_path / "年报.docx"
    path.write_bytes(docx.write(invented()))
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    opened = pypdfium2.PdfDocument(tmp_path / "年报.pdf")
    texts = []
    for page in opened:
        layer = page.get_textpage()
        texts.append(layer.get_text_range())
        layer.close()
        page.close()
    opened.close()
    (requests,) = [text for text in texts if "申请人情况" in text]
    assert "四、结转下年度继续办理" in requests
    (disputes,) = [text for text in texts if "复议后起诉" in text]
    assert "四、政府信息公开行政复议" in disputes
    assert all(f"— {number} —" in text for number, text in enumerate(texts, 1))
