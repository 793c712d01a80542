"""Releases hold what every procedure must hold."""

from __future__ import annotations

import pytest

from gongkai.web.accounts.roles import Role
from gongkai.web.publishing.items.release_procedure import RELEASES
from tests.web.approvals.grid import ProcedureGrid


class TestReleases(ProcedureGrid):
    procedure = RELEASES
    decided_by = {  # noqa: RUF012
        "first-review": Role.FIRST_REVIEWER,
        "second-review": Role.SECOND_REVIEWER,
        "third-review": Role.THIRD_REVIEWER,
        "secrecy-check": Role.SECRECY_REVIEWER,
    }

    @pytest.fixture
    def brought_to(self, at_stage):
        return at_stage
