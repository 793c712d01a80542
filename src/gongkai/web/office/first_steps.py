"""The first steps of a new user: plain sentences by role, until the user puts them away."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.urls import reverse

from gongkai.web.accounts.roles import REVIEWERS, Role

DISMISSED = "first-steps"


@dataclass(frozen=True)
class FirstStep:
    """A sentence and where it leads."""

    text: str
    url: str


@cache
def _by_role() -> dict[str, list[dict[str, str]]]:
    text = files("gongkai.web.office").joinpath("first_steps.toml").read_text("utf-8")
    return {role: each["steps"] for role, each in tomllib.loads(text).items()}


def first_steps(user: Any) -> list[FirstStep]:
    """The steps for the roles that the user holds today; none once they are put away."""
    profile = getattr(user, "wagtail_userprofile", None)
    if profile is not None and profile.dismissibles.get(DISMISSED):
        return []
    held = {service.role for service in user.services}
    if held & REVIEWERS:
        held.add(Role.FIRST_REVIEWER)
    return [
        FirstStep(step["text"], reverse(step["at"]))
        for role, steps in _by_role().items()
        if role in held
        for step in steps
    ]
