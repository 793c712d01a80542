"""The county and its items, as the other tests of the platform have them."""

from tests.web.conftest import (  # noqa: F401
    _flush_despite_triggers,
    _nothing_kept,
    body,
    county,
    django_db_setup,
    django_db_use_migrations,
    person,
    signed_in,
)
from tests.web.publishing.conftest import at_stage, drafted, released, rows  # noqa: F401
