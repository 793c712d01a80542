"""What every test shares: hypothesis profiles, the real samples, and skips that count as failures on the CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"

settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", deadline=None, max_examples=5000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def samples() -> dict[str, Path]:
    """The five real reports by the first three characters of their names; skips where they are not at hand."""
    found = {path.name[:3]: path for path in sorted(SAMPLES.glob("*.txt"))}
    if len(found) < 5:
        pytest.skip("the real reports are not at hand (../shared/samples)")
    return found


@pytest.fixture(scope="session")
def cjk_font() -> None:
    """Skips where no Chinese font is installed."""
    found = list(Path("/usr/share/fonts").rglob("*CJK*"))
    if not found:
        pytest.skip("no Chinese font is installed (fonts-noto-cjk)")


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """Path of LibreOffice; skips where it is absent."""
    path = shutil.which("soffice")
    if path is None:
        pytest.skip("LibreOffice is not installed (libreoffice-writer)")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium; skips where it is absent."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed (chromium)")
    return path


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long tests, so that no process waits at the end for another's."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run where a test was skipped and GONGKAI_FAIL_ON_SKIP is set."""
    if not os.environ.get("GONGKAI_FAIL_ON_SKIP") or hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
