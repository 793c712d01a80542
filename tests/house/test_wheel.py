"""The wheel holds everything: installed by itself it reads and checks a report."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

REPORT = """柳河镇人民政府2024年政府信息公开工作年度报告
一、总体情况
2024年，柳河镇主动公开政府信息12条，未收到政府信息公开申请。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1\t0\t4
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(target.glob("gongkai-*.whl"))


@pytest.mark.slow
def test_the_wheel_contains_the_data_files(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "src" / "gongkai").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert f"gongkai/{path.relative_to(ROOT / 'src' / 'gongkai').as_posix()}" in names


@pytest.mark.slow
def test_the_installed_wheel_reads_a_report(wheel, tmp_path):
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gongkai", "report", "read", str(report), "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    data = json.loads(done.stdout)
    assert data["organization"] == "柳河镇人民政府"
    assert data["tables"]["proactive"]["normative_documents"] == {
        "issued": 1,
        "repealed": 0,
        "in_force": 4,
    }
    assert data["tables"]["requests"]["new"]["total"] is None
