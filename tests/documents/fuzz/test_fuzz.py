import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
RUNS = {"long": "200000"}.get(os.environ.get("HYPOTHESIS_PROFILE", ""), "1500")


@pytest.mark.parametrize("reader", ["text", "html", "docx", "xlsx", "xls", "mail"])
def test_a_short_run_of_the_fuzzer_finds_nothing(reader, tmp_path):
    pytest.importorskip("atheris", reason="the fuzzer runs on Linux only")
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.fuzz.harness", reader, RUNS],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        timeout=3600,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
