import pytest

pytest.register_assert_rewrite("tests.report.checks.builder")
