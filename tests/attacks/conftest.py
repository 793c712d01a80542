"""The attacks run against the invented county, like every test of the platform."""

from tests.web.conftest import *  # noqa: F403
from tests.web.conftest import _anchors_of_its_own, _flush_despite_triggers, _nothing_kept

__all__ = ["_anchors_of_its_own", "_flush_despite_triggers", "_nothing_kept"]
