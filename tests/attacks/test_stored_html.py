"""Text with tags is cleaned where it is stored and where it is shown, and nowhere is anything else called safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import timezone

from gongkai.papers.clean_html import clean_html
from gongkai.web.publishing.items.actions.draft import revise_item, working_copy
from gongkai.web.publishing.items.models import ItemPage

WEB = Path("src/gongkai/web")
ATTACKS = {
    "script": "<script>alert(1)</script>",
    "event": '<p onclick="alert(1)" onmouseover=alert(1)>字</p>',
    "javascript": '<a href="javascript:alert(1)">字</a>',
    "javascript-spelled": '<a href="jav&#x09;ascript:alert(1)">字</a>',
    "javascript-space": '<a href=" \x01javascript:alert(1)">字</a>',
    "data": '<a href="data:text/html,<script>alert(1)</script>">字</a>',
    "vbscript": '<a href="VBScript:alert(1)">字</a>',
    "protocol-relative": '<a href="//evil.example/">字</a>',
    "backslash": '<a href="\\\\evil.example/">字</a>',
    "image": '<img src=x onerror="alert(1)">',
    "svg": '<svg><a xlink:href="javascript:alert(1)"><text>字</text></a></svg>',
    "svg-script": "<svg><script>alert(1)</script></svg>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "iframe": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "object": '<object data="javascript:alert(1)"></object>',
    "form": '<form action="https://evil.example/"><input name="p"><button>字</button></form>',
    "style": '<p style="background:url(javascript:alert(1))">字</p><style>*{}</style>',
    "base": '<base href="https://evil.example/">',
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "link": '<link rel="stylesheet" href="https://evil.example/x.css">',
    "comment": "<!--><script>alert(1)</script>-->",
    "cdata": "<![CDATA[<script>alert(1)</script>]]>",
    "unclosed": "<p>字<script>alert(1)",
    "half": '<p>字<img src=x onerror="alert(1)"',
    "embed": '<embed embedtype="media" url="https://evil.example/">',
    "picture": '<embed embedtype="image" id="1" format="left" alt="x">',
    "quotes": "<a href='https://a.example/\" onclick=\"alert(1)'>字</a>",
    "out": "</div></main></body><p>字",
    "id": '<p id="content" name="form" class="office-form">字</p>',
    "key": '<p data-block-key="a&quot; onclick=&quot;x">字</p>',
    "linktype": '<a linktype="document" id="1; x">字</a>',
}
TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)/?>")
TAGS = set(
    "h2 h3 h4 p b strong i em u sup sub ol ul li hr br blockquote a "
    "table caption thead tbody tfoot tr th td".split()
)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_left_holds_nothing_that_acts(name):
    left = clean_html(f"<p>前</p>{ATTACKS[name]}<p>后</p>")
    words = TAG.sub("", left)
    assert not set("<>") & set(words)
    opened = []
    for closing, tag, attributes in TAG.findall(left):
        assert tag in TAGS
        assert set(re.findall(r' ([a-z-]+)="', attributes)) <= {"href", "data-block-key"}
        for address in re.findall(r' href="([^"]*)"', attributes):
            assert address.startswith("https://a.example/"), address
        if closing:
            assert opened.pop() == tag
        elif tag not in {"br", "hr"}:
            opened.append(tag)
    assert opened == []
    assert clean_html(left) == left


def test_what_the_editor_makes_stays_as_it_is():
    text = (
        '<h2 data-block-key="a1b2c">一、总则</h2><p data-block-key="x">甲&amp;乙 &lt;3 <b>要点</b><br/>续</p>'
        '<ul><li data-block-key="y">一</li></ul><hr/><blockquote data-block-key="z">引</blockquote>'
        '<p><a href="https://a.example/?a=1&amp;b=2">网</a><a id="12" linktype="page">页</a>'
        '<a href="mailto:gk@a.example">信</a><a href="/search/">站内</a></p>'
        '<table><tbody><tr><td colspan="2">格</td></tr></tbody></table>'
    )
    assert clean_html(text) == text


@pytest.mark.both_databases
def test_it_is_cleaned_by_the_action_whoever_calls_it(drafted, person):
    item = drafted(text=f"<p>各村</p>{''.join(ATTACKS.values())}")
    assert clean_html(item.text) == item.text
    revise_item(item, acting_user=person("柳河拟稿"), text=ATTACKS["event"], at=timezone.now())
    assert working_copy(ItemPage.objects.get(pk=item.pk)).text == "<p>字</p>"


@pytest.mark.both_databases
def test_what_stands_in_the_table_already_is_cleaned_when_it_is_shown(released, client, signed_in):
    item = released(title="防汛安排")
    bad = '<p>值班</p><script>alert("planted")</script><p onclick="alert(\'planted\')">字</p>'
    ItemPage.objects.filter(pk=item.pk).update(text=bad)
    revision = item.latest_revision
    revision.content["text"] = bad
    revision.save(update_fields=["content"])
    for browser, address in (
        (client, ItemPage.objects.get(pk=item.pk).url),
        (signed_in("柳河拟稿"), f"/office/items/{item.pk}/"),
    ):
        page = browser.get(address).content.decode()
        assert "<p>值班</p>" in page
        assert "planted" not in page


# Each place that calls something safe, and why it is.
SAFE = {
    "portal/options.py": (6, "format_html escapes; what is replaced is made of escaped parts"),
    "portal/screens/reports.py": (2, "drawn by our own writers, which escape every word"),
    "portal/templates/portal/file.html": (2, "a sight and its words, by documents.writers.viewing"),
    "supervision/addresses.py": (1, "a drawn code of our own address"),
    "portal/search/excerpts.py": (2, "every part is escaped there"),
    "project/wagtail_hooks.py": (2, "format_html escapes what is put in"),
    "publishing/duties/screens/board.py": (1, "a square of the map, each word escaped just before"),
    "publishing/items/models/item.py": (1, "cleaned in the same line"),
    "publishing/items/templates/items/file_frame.html": (
        2,
        "our own style; a sight written by documents.writers.viewing, in a frame without scripts",
    ),
}
CALLED_SAFE = re.compile(
    r"\|\s*safe(?:seq)?\b|\|\s*richtext\b|\bmark_safe\(|\bformat_html(?:_join)?\(|autoescape\s+off"
    r"|\bSafeString\(|\bhtml_safe\b|__html__"
)


def test_every_place_that_calls_something_safe_is_known():
    found = {}
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html"), *WEB.rglob("*.txt")]):
        if count := len(CALLED_SAFE.findall(path.read_text("utf-8"))):
            found[path.relative_to(WEB).as_posix()] = count
    assert found == {name: count for name, (count, _) in SAFE.items()}


def test_text_with_tags_is_kept_in_one_field_alone():
    fields = {
        path.relative_to(WEB).as_posix()
        for path in WEB.rglob("models/*.py")
        if re.search(r"= (?:RichTextField|StreamField)\(", path.read_text("utf-8"))
    }
    assert fields == {"publishing/items/models/item.py"}
