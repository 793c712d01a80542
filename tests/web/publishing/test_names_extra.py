"""The clerk is told where the results stand that names in sentences are read without their extra."""

from __future__ import annotations

import pytest
from django.urls import reverse

NOTICE = "人名识别未装：正文里的姓名会多漏一些，请逐段看一遍。请管理员运行 make names"


@pytest.mark.parametrize(("there", "times"), [(False, 1), (True, 0)])
def test_the_results_say_once_that_the_extra_is_not_installed(
    there, times, drafted, signed_in, monkeypatch
):
    monkeypatch.setattr("gongkai.screening.labelling.is_there", lambda: there)
    item = drafted(title="柳河镇饮水工程说明")
    page = signed_in("柳河拟稿").get(reverse("publishing:item", args=[item.pk]))
    assert page.content.decode().count(NOTICE) == times
