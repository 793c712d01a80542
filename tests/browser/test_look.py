"""One look: the page of components, the portal and the sign-in are made of the same, in both sizes and all modes.

What is asserted are facts of the layout, not stored pictures: the system gives the characters, and a picture of Chinese text
differs between two machines by more than a broken layout does on one.
"""

from __future__ import annotations

import pytest

from tests.browser.test_portal import plan

__all__ = ["plan"]
PORTAL = (
    "/",
    "/search/?q=防汛",
    "/qs11/notice-24/",
    "/qs11/notice-20/",
    "/consultations/",
    "/apply/",
)
STYLE = {"standard": "normal", "large": "large", "contrast": "contrast"}
# What a finger must hit: 44 pixels of the standard. Links within a sentence or a list are not of these.
TARGETS = "main button, main input:not([type=hidden], [type=checkbox], [type=radio]), main select, main .button, .mode, .tabs a, a.chip, #style .office-big"
SMALLEST = 44
TOKENS = ("--ink", "--quiet", "--line", "--blue", "--late", "--done", "--wait", "--soon")

SMALL = """([chosen, least]) => [...document.querySelectorAll(chosen)]
    .filter((each) => each.checkVisibility() && !each.closest(".hidden"))
    .map((each) => [each.outerHTML.slice(0, 80), Math.round(each.getBoundingClientRect().height)])
    .filter(([, height]) => height < least)"""
WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"
CLIPPED = """() => [...document.querySelectorAll(".chip, .button, .mode, .tabs a")]
    .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.outerHTML.slice(0, 80))"""
TOLD = """(names) => { const style = getComputedStyle(document.querySelector("#style") || document.documentElement);
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()])); }"""
# Light against dark, as WCAG counts it; of every text of a component.
FAINT = """(least) => {
    const light = (rgb) => { const [r, g, b] = rgb.match(/[\\d.]+/g).slice(0, 3).map((each) => {
        const part = each / 255; return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ground = (each) => { for (let at = each; at; at = at.parentElement) {
        const found = getComputedStyle(at).backgroundColor;
        if (!/rgba\\(.*, 0\\)|transparent/.test(found)) return found; } return "rgb(255, 255, 255)"; };
    return [...document.querySelectorAll(".chip, .banner, .error-summary, .card, .stepper small, .stepper strong, .tabs a, .sheet p, .lead")]
        .filter((each) => each.checkVisibility() && each.textContent.trim())
        .map((each) => { const [a, b] = [light(getComputedStyle(each).color), light(ground(each))].sort((x, y) => y - x);
            return [each.outerHTML.slice(0, 80), Math.round((a + 0.05) / (b + 0.05) * 10) / 10]; })
        .filter(([, ratio]) => ratio < least); }"""


@pytest.mark.parametrize("mode", ["standard", "large", "contrast"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_page_of_components_fits_and_can_be_read_and_touched(open_page, findings, size, mode):
    page = open_page("柳河拟稿", size=size)
    page.goto(f"/office/style/?mode={STYLE[mode]}")
    assert findings(page) == []
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(SMALL, [TARGETS, SMALLEST]) == []
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(FAINT, 4.5 if mode == "standard" else 7) == []


@pytest.mark.parametrize("mode", ["standard", "large", "contrast"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_main_pages_of_the_portal_fit_and_can_be_read_and_touched(
    open_page, findings, plan, size, mode
):
    page = open_page(size=size)
    page.goto(f"/view/{mode}/")
    for address in PORTAL:
        page.goto(address)
        assert findings(page) == [], address
        assert page.evaluate(WIDER) <= 0, address
        assert page.evaluate(SMALL, [TARGETS, SMALLEST]) == [], address
        assert page.evaluate(CLIPPED) == [], address
        assert page.evaluate(FAINT, 4.5 if mode == "standard" else 7) == [], address


@pytest.mark.parametrize("mode", ["standard", "large", "contrast"])
def test_the_office_the_portal_and_the_sign_in_have_one_ink_and_one_blue(open_page, plan, mode):
    page = open_page()
    page.goto(f"/view/{mode}/")
    page.goto("/")
    portal = page.evaluate(TOLD, TOKENS)
    assert all(portal.values())
    office = open_page("柳河拟稿")
    office.goto(f"/office/style/?mode={STYLE[mode]}")
    assert office.evaluate(TOLD, TOKENS) == portal
    if mode == "standard":
        door = open_page()
        door.goto("/office/login/")
        assert door.evaluate(TOLD, TOKENS) == portal
