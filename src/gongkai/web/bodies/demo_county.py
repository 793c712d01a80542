"""Make 青山县: bodies, contacts, posts, groups and accounts. A second run adds nothing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.roles import Role
from gongkai.web.accounts.signals import user_added
from gongkai.web.bodies.actions.body import establish_body
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.bodies.actions.create_site import create_site
from gongkai.web.bodies.actions.group import compose_group
from gongkai.web.bodies.actions.post import appoint, create_post
from gongkai.web.bodies.actions.role import give_role
from gongkai.web.bodies.models import Kind, Person, Post, PublicBody, SeatRole


@dataclass(frozen=True)
class Account:
    """A demo account, for the screen."""

    username: str
    password: str
    duties: str
    shown: bool


def facts() -> dict[str, Any]:
    """The invented county as data."""
    text = files("gongkai.web.bodies").joinpath("county.toml").read_text("utf-8")
    return tomllib.loads(text)


@transaction.atomic
def make_county() -> list[Account]:
    """Make everything that is not there yet; returns the accounts."""
    county = facts()
    on: date = county["established_on"]
    at = timezone.make_aware(datetime.combine(on, time(9)))
    create_site(acting_user=PLATFORM, title="青山县政府信息公开", at=at)
    if not PublicBody.objects.filter(code=county["body"][0]["code"]).exists():
        for order, row in enumerate(county["body"], start=1):
            _make_body(row, order, on, at)
        for row in county["contacts"]:
            row = dict(row)
            body = PublicBody.objects.get(code=row.pop("body"))
            change_contacts(body, acting_user=PLATFORM, on=on, **row, at=at)
        _make_posts(county["post"], on, at)
    return _make_accounts(county, on, at)


def _make_body(row: dict[str, Any], order: int, on: date, at: datetime) -> None:
    parent = PublicBody.objects.filter(code=row.get("parent", "")).first()
    body = establish_body(
        acting_user=PLATFORM,
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        parent=parent,
        order=order,
        on=on,
        at=at,
    )
    for letter, kind, names in (
        ("", Kind.VILLAGE, row.get("villages", [])),
        ("S", Kind.SECTION, row.get("sections", [])),
    ):
        for number, name in enumerate(names, start=1):
            establish_body(
                acting_user=PLATFORM,
                code=f"{row['code']}-{letter}{number:02}",
                name=f"{row['short_name']}{name}",
                short_name=name,
                kind=kind,
                parent=body,
                order=number,
                on=on,
                at=at,
            )


def _make_posts(rows: list[dict[str, Any]], on: date, at: datetime) -> None:
    seats: dict[PublicBody, list[tuple[SeatRole, Post]]] = {}
    for order, row in enumerate(rows, start=1):
        body = PublicBody.objects.get(code=row["body"])
        post = create_post(
            body,
            acting_user=PLATFORM,
            title=row["title"],
            duties=row["duties"],
            is_leader=row.get("is_leader", False),
            order=order,
            at=at,
        )
        appoint(post, person=Person(name=row["person"]), acting_user=PLATFORM, on=on, at=at)
        seats.setdefault(body, []).append((SeatRole(row["seat"]), post))
    for body, places in seats.items():
        compose_group(
            body,
            acting_user=PLATFORM,
            name="政府信息公开工作领导小组",
            on=on,
            seats=places,
            office="综合办公室",
            at=at,
        )


def _make_accounts(county: dict[str, Any], on: date, at: datetime) -> list[Account]:
    # One hash for all: the password is printed on the screen anyway.
    encoded = make_password(county["password"])
    accounts = []
    for row in county["account"]:
        duties = []
        user = User.objects.filter(username=row["username"]).first()
        made = user is None
        if user is None:
            user = User.objects.create(
                username=row["username"],
                name=row["name"],
                password=encoded,
                must_change_password=False,
                joined_at=at,
            )
            user_added.send(sender=User, user=user, acting_user=PLATFORM, request=None, at=at)
        for held in row["roles"]:
            body = PublicBody.objects.get(code=held["body"])
            role = Role(held["role"])
            duties.append(f"{body.short_name}{role.label}")
            if made:
                give_role(
                    user,
                    body=body,
                    role=role,
                    acting_user=PLATFORM,
                    starts_on=on,
                    at=at,
                )
        accounts.append(
            Account(row["username"], county["password"], "、".join(duties), row.get("shown", True))
        )
    return accounts
