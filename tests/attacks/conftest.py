"""The attacks run against the invented county and its items, like every test of the platform."""

# The first makes Django ready for the others.
# isort: off
from tests.web.conftest import *  # noqa: F403
from tests.web.conftest import _anchors_of_its_own, _flush_despite_triggers, _nothing_kept
from tests.web.casework.conftest import desk
from tests.web.publishing.conftest import at_stage, drafted, released, rows
# isort: on

__all__ = [
    "_anchors_of_its_own",
    "_flush_despite_triggers",
    "_nothing_kept",
    "at_stage",
    "desk",
    "drafted",
    "released",
    "rows",
]
