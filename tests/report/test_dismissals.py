from dataclasses import replace
from datetime import date

import jsonschema
import pytest

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.dismissals import (
    Dismissal,
    Dismissed,
    add_dismissal,
    fingerprint,
    read_dismissals,
    set_apart,
    sidecar_beside,
)
from gongkai.report.errors import DismissalInvalid
from gongkai.report.interchange import from_json
from gongkai.report.writers.json import as_data, as_json
from tests.report.checks.builder import OTHER, OVERVIEW, Draft, person
from tests.report.invented import invented
from tests.report.writers.test_json import schema  # noqa: F401 - a fixture

TWO_UNITS = Finding(
    "AR112", "第六部分有两种单位。", place="六、其他需要报告的事项", found="条", expected="件"
)
MEANT = Dismissal("AR112", fingerprint(TWO_UNITS), "是两件事，已写明", "王明", date(2026, 1, 6))


def finding_of(draft: Draft, code: str) -> Finding:
    return next(item for item in run(Context(draft.read())) if item.code == code)


def test_entries_are_appended_and_read_back(tmp_path):
    path = sidecar_beside(tmp_path / "柳河镇.docx")
    assert path.name == "柳河镇.docx.gongkai.toml"
    assert read_dismissals(path) == ()
    second = replace(MEANT, code="AR401", reason='引文"原样"\n不改', by="", place="五、")
    add_dismissal(path, MEANT)
    add_dismissal(path, second)
    assert read_dismissals(path) == (MEANT, replace(second, reason='引文"原样" 不改'))


def test_an_entry_goes_behind_a_last_line_without_an_end(tmp_path):
    path = tmp_path / "柳河镇.docx.gongkai.toml"
    path.write_text("# 县里核过", "utf-8")
    add_dismissal(path, MEANT)
    assert read_dismissals(path) == (MEANT,)
    assert path.read_text("utf-8").startswith("# 县里核过\n")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_an_entry_without_a_reason_is_refused(tmp_path, reason):
    path = tmp_path / "柳河镇.docx.gongkai.toml"
    with pytest.raises(DismissalInvalid, match=r"忽略记录“柳河镇[^”]+”的 reason：没有填写"):
        add_dismissal(path, replace(MEANT, reason=reason))
    assert not path.exists()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[dismissed", "全文"),
        ('dismissed = "AR112"', "dismissed"),
        (
            '[[dismissed]]\ncode = "AR112"\nfingerprint = "a"\nreason = ""\non = 2026-01-05',
            "reason",
        ),
        ('[[dismissed]]\ncode = "AR112"\nfingerprint = "a"\nreason = "甲"\non = "昨天"', "on"),
        ('[[dismissed]]\ncode = 112\nfingerprint = "a"\nreason = "甲"\non = 2026-01-05', "code"),
    ],
)
def test_a_broken_record_is_told(tmp_path, text, key):
    path = tmp_path / "柳河镇.docx.gongkai.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DismissalInvalid, match=key):
        read_dismissals(path)


def test_a_record_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "柳河镇.docx.gongkai.toml"
    path.write_bytes("# 忽略".encode("gb18030"))
    with pytest.raises(DismissalInvalid, match="读不到"):
        read_dismissals(path)


def test_what_is_dismissed_is_set_apart():
    other = replace(TWO_UNITS, found="次")
    assert set_apart((TWO_UNITS, other), (MEANT,)) == (
        (other,),
        (Dismissed(TWO_UNITS, MEANT),),
    )
    assert set_apart((TWO_UNITS,), ()) == ((TWO_UNITS,), ())


def test_another_rule_at_the_same_place_is_not_dismissed():
    other = replace(TWO_UNITS, code="AR111")
    assert set_apart((other,), (MEANT,)) == ((other,), ())


def test_words_elsewhere_leave_a_dismissal_in_force():
    words = (*OTHER, "发布文件56条。")
    before = finding_of(Draft(other=words), "AR409")
    after = finding_of(
        Draft(other=words, overview=(*OVERVIEW, "另起一段。", "再起一段。")), "AR409"
    )
    assert before.origin != after.origin
    assert fingerprint(before) == fingerprint(after)


def test_lines_that_move_leave_a_dismissal_in_force():
    row = "\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n"
    twice = ((row, f"{row}\t{row}"),)
    before = finding_of(Draft(edits=twice), "AR003")
    after = finding_of(Draft(edits=twice, overview=(*OVERVIEW, "另起一段。")), "AR003")
    assert before.place != after.place
    assert fingerprint(before) == fingerprint(after)


def test_another_figure_brings_a_finding_back():
    def received(count: int) -> Finding:
        overview = (*OVERVIEW[:2], f"收到政府信息公开申请{count}件。", *OVERVIEW[3:])
        draft = Draft(person(new=4, disclosed=4, result_total=4), overview=overview)
        return finding_of(draft, "AR102")

    assert fingerprint(received(5)) != fingerprint(received(6))


def test_a_likeness_is_known_by_the_other_body_and_not_by_its_share():
    liuhe = Finding("AR704", "", place="第一、五部分", found=0.91, about="柳河镇")
    assert fingerprint(liuhe) == fingerprint(replace(liuhe, found=0.89))
    assert fingerprint(liuhe) != fingerprint(replace(liuhe, about="白杨乡"))


def test_json_names_the_dismissed_apart(schema):  # noqa: F811 - the fixture
    finding = replace(TWO_UNITS, name="one-fact-two-units", level=Level.WARNING)
    data = as_data(invented(), [], [Dismissed(finding, MEANT)])
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["findings"] == []
    assert data["dismissed"][0]["code"] == "AR112"
    assert data["dismissed"][0]["reason"] == "是两件事，已写明"
    assert (data["dismissed"][0]["by"], data["dismissed"][0]["on"]) == ("王明", "2026-01-06")
    assert "dismissed" not in as_data(invented())


def test_json_with_dismissed_findings_is_read_back():
    text = as_json(invented(), [], [Dismissed(TWO_UNITS, MEANT)])
    assert from_json(text, "柳河镇.json") == invented()
