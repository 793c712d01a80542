"""Items of 柳河镇, as in the tests of publishing."""

from tests.web.publishing.conftest import at_stage, drafted, released, rows

__all__ = ["at_stage", "drafted", "released", "rows"]
