"""Hypothesis profiles: modest by default; `HYPOTHESIS_PROFILE=long` for the long run."""

import os

from hypothesis import settings

settings.register_profile("modest", max_examples=60, deadline=None)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "modest"))
