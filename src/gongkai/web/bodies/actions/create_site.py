"""Lay the ground of the public site: root, home page, and nothing of Wagtail's samples."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection, Locale, Site, Task, Workflow

from gongkai.web.accounts.permissions import Platform
from gongkai.web.bodies import acts
from gongkai.web.bodies.models import DisclosurePage, HomePage
from gongkai.web.journal.recording import record


@transaction.atomic
def create_site(
    *, acting_user: Platform, at: datetime, title: str, hostname: str = "localhost"
) -> HomePage:
    """Make the home page, once. A second call only returns it."""
    existing = HomePage.objects.first()
    if existing is not None:
        return existing
    Locale.objects.get_or_create(language_code="zh-hans")
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    root = DisclosurePage.objects.filter(depth=1).first()
    if root is None:
        root = DisclosurePage.add_root(
            title="Root",
            slug="root",
            content_type=ContentType.objects.get_for_model(DisclosurePage),
        )
    # Wagtail's first migration leaves a welcome page, two groups and a workflow that nobody wants.
    for page in DisclosurePage.objects.filter(depth=2):
        page.delete()
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    root = DisclosurePage.objects.get(pk=root.pk)
    home = HomePage(title=title, slug="home", live=True)
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "root_page": home, "site_name": title},
    )
    record(acts.SITE_CREATED, by=acting_user, subject=home, after={"title": title}, at=at)
    return home
