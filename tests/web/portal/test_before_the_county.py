"""An installation without any body answers with a sentence."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Locale, Site

from gongkai.web.bodies.models import DisclosurePage


@pytest.mark.django_db
def test_the_first_page_of_an_empty_installation_is_a_sentence():
    # A test that commits leaves nothing behind, not even what a new database begins with.
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = DisclosurePage.objects.filter(depth=1).first() or DisclosurePage.add_root(
        title="Root", slug="root", locale=locale
    )
    welcome = root.add_child(
        instance=DisclosurePage(title="准备中", slug="preparing", locale_id=root.locale_id)
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": welcome}
    )
    response = Client().get("/")
    assert response.status_code == 200
    assert "本站正在准备，还没有公开信息" in response.content.decode()
