"""Every address is guarded, or listed as public with the reason."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from gongkai.web.accounts.roles import Role
from tests.web.supervision import grid as supervision

PUBLIC = {
    "boards/": "what hangs on a notice board; counts the scan of its code",
    "household/": "a household's own subsidy by name and four digits; 404 where none is open",
    "feedback/": "opinions of readers, with a form, and what came of them",
    "office/login/": "sign-in",
    "office/logout/": "ends a session; nothing to see without one",
    "office/sprite/": "icons of the office",
    "office/password_reset/": "switched off: answers 404",
    "office/jsi18n/": "words for scripts of the office",
    "_util/": "password of a protected page, asked from the public",
    "files/": "files of released items; answers 404 for any other",
    "search/": "search over what is public",
    "apply/": "requests of the public, with a form, and a look at one by its number and code",
    "consultations/": "public consultations, with a form for opinions that nobody else reads",
    "items/": "public items as Word and PDF; answers 404 for any other, 410 for a withdrawn one",
    "share/": "addresses of public items as pictures",
    "columns/": "the columns of the public site",
    "view/": "standard type, large type or high contrast for the reader, in a cookie",
    "feed": "what is new, for feed readers",
    "data/": "the public items as one table",
    "api/": "the public items as JSON, read-only",
    "sitemap": "what is public, for search engines",
    "robots.txt": "for search engines",
    "reports/": "accepted annual reports",
    "alerts/": "e-mail about what is new, asked for with a form, confirmed and stopped by signed links",
    "villages/": "what is public about a village",
    "map/": "the columns and bodies of the public site",
    "accessibility/": "what the site does for readers with impairments",
    "calendar/": "the days of a clerk's cases, by number, behind a secret address",
    "clinic/": "checks a report that anybody drops, keeping nothing",
    "oversight/": "where fewer eyes than usual are allowed, and why",
    "updates/": "what has changed on the public pages",
    "health/": "whether the platform is well, in words without particulars",
    "favicon.ico": "the sign of the site",
    "": "the public site",
}


def addresses(
    resolver: URLResolver | None = None, prefix: str = "", namespaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Every pattern with its name."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = ":".join([*namespaces, entry.name]) if entry.name else ""
            yield pattern, name
        else:
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from addresses(entry, pattern, inner)


def example(pattern: str) -> str:
    """An address that matches, with 1 for numbers and x for words."""
    path = re.sub(r"\(\?P<\w+>[^()]*\)", "1", pattern)
    path = re.sub(r"<int:\w+>", "1", path)
    path = re.sub(r"<(?:str|slug|path):\w+>", "x", path)
    path = re.sub(r"<picture_form:\w+>", "png", path)
    path = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", path)
    path = re.sub(r"<\w+>", "x", path)
    path = path.replace("^", "").replace("$", "").replace("\\", "")
    return "/" + path


def is_public(pattern: str) -> bool:
    return any(
        pattern.lstrip("^").startswith(start) if start else not pattern.startswith("office/")
        for start in PUBLIC
    )


ALL = sorted(set(addresses()))
GUARDED = [(pattern, name) for pattern, name in ALL if not is_public(pattern)]


def refused(response: Any) -> bool:
    """Whether the answer shows nothing: to the door, away, or not there."""
    if response.status_code in {403, 404, 405}:
        return True
    return response.status_code == 302


def test_a_stranger_sees_nothing_of_the_office(county):
    client = Client()
    seen = []
    for pattern, _ in GUARDED:
        response = client.get(example(pattern))
        to_the_door = response.status_code == 302 and "/office/login/" in response["Location"]
        if not to_the_door and response.status_code not in {403, 404}:
            seen.append((pattern, response.status_code))
    assert seen == []


def test_somebody_without_a_role_sees_nothing_of_the_office(county, django_user_model):
    user = django_user_model.objects.create(
        username="无岗", name="无岗", must_change_password=False
    )
    client = Client()
    client.force_login(user, backend="gongkai.web.accounts.backends.RoleBackend")
    own = {"/office/password/", "/office/second-factor/", "/office/second-factor/add/"}
    seen = []
    for pattern, _ in GUARDED:
        path = example(pattern)
        response = client.get(path)
        if path not in own and not refused(response):
            seen.append((pattern, response.status_code))
    assert seen == []


# Screens of ours: who reaches them for the own body (柳河镇) and for another (白杨乡).
EVERYBODY = frozenset(Role)
ADMIN = frozenset({Role.ADMINISTRATOR})
# The catalogue is the county's: no role of a township changes it.
OF_THE_COUNTY: frozenset[Role] = frozenset()
DRAFTERS = frozenset({Role.DRAFTER})
OFFICE = frozenset(Role) - {Role.REQUEST_HANDLER}
# Of an item in its first review: who reviews or releases later opens its files then.
OPENERS = OFFICE - {Role.SECOND_REVIEWER, Role.PUBLISHER}
POSTERS = frozenset({Role.DRAFTER, Role.PUBLISHER})
KEEPERS = frozenset({Role.PUBLISHER, Role.ADMINISTRATOR, Role.COUNTY_OFFICE})
INSPECTORS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COUNTY_OFFICE})
GRID: dict[str, frozenset[Role]] = {
    "bodies:list": EVERYBODY,
    "bodies:sheet": EVERYBODY,
    "bodies:establish": frozenset({Role.ADMINISTRATOR, Role.COUNTY_OFFICE}),
    "bodies:import": frozenset({Role.ADMINISTRATOR, Role.COUNTY_OFFICE}),
    "bodies:export": EVERYBODY,
    "bodies:reorganise": frozenset(),
    "bodies:abolish": frozenset(),
    "bodies:contacts": frozenset({Role.ADMINISTRATOR, Role.COUNTY_OFFICE}),
    "bodies:create-post": frozenset({Role.ADMINISTRATOR, Role.DRAFTER}),
    "bodies:change-post": frozenset({Role.ADMINISTRATOR, Role.DRAFTER}),
    "bodies:appoint": frozenset({Role.ADMINISTRATOR, Role.DRAFTER}),
    "bodies:leave": frozenset({Role.ADMINISTRATOR, Role.DRAFTER}),
    "bodies:move": frozenset(),
    "bodies:compose-group": frozenset({Role.ADMINISTRATOR, Role.DRAFTER}),
    "bodies:group": EVERYBODY,
    "bodies:new-roster": frozenset({Role.ADMINISTRATOR, Role.DRAFTER}),
    "bodies:responsibilities": EVERYBODY,
    "bodies:responsibilities-print": EVERYBODY,
    "bodies:responsibilities-export": EVERYBODY,
    "bodies:assign": frozenset({Role.ADMINISTRATOR, Role.DRAFTER}),
    "bodies:give-role": ADMIN,
    # Granted by the body above alone.
    "bodies:grant-exception": frozenset(),
    "bodies:end-exception": frozenset(),
    "bodies:withdraw-role": ADMIN,
    "users:list": ADMIN,
    "users:powers": ADMIN,
    "users:power": ADMIN,
    "users:add": ADMIN,
    "users:change": ADMIN,
    "users:reset-password": ADMIN,
    "users:remove-second-factor": ADMIN,
    "users:free-sign-in": ADMIN,
    "users:close": ADMIN,
    "journal:list": INSPECTORS,
    "journal:export": INSPECTORS,
    "journal:entry": INSPECTORS,
    "publishing:list": OFFICE,
    "publishing:board": OFFICE,
    "publishing:body-board": OFFICE,
    "publishing:cell": OFFICE,
    "publishing:village-board": OFFICE,
    "publishing:lateness": DRAFTERS,
    "publishing:quotas": OFFICE,
    "publishing:set-quota": frozenset({Role.ADMINISTRATOR, Role.DRAFTER, Role.COUNTY_OFFICE}),
    "publishing:end-quota": frozenset({Role.ADMINISTRATOR, Role.DRAFTER, Role.COUNTY_OFFICE}),
    "publishing:item": OFFICE,
    "publishing:release": OFFICE,
    "publishing:approval-form": OFFICE,
    "publishing:new": DRAFTERS,
    "publishing:drop": DRAFTERS,
    "publishing:intakes": DRAFTERS,
    "publishing:intake": DRAFTERS,
    "publishing:discard-intake": DRAFTERS,
    "publishing:attribute": DRAFTERS,
    "publishing:approve-attribute": frozenset({Role.SECRECY_REVIEWER, Role.THIRD_REVIEWER}),
    "publishing:attribute-sheet": OFFICE,
    "publishing:imports": OFFICE,
    "publishing:new-import": DRAFTERS,
    "publishing:import": OFFICE,
    "publishing:import-columns": DRAFTERS,
    "publishing:submissions": OFFICE,
    "publishing:new-submission": frozenset({Role.DRAFTER, Role.PUBLISHER}),
    "publishing:submission": OFFICE,
    "publishing:package": OFFICE,
    "publishing:receipt": frozenset({Role.DRAFTER, Role.PUBLISHER}),
    "publishing:lists": OFFICE,
    "publishing:create-list": DRAFTERS,
    "publishing:next-issue": DRAFTERS,
    "publishing:change-list": DRAFTERS,
    "publishing:issue-list": DRAFTERS,
    "publishing:edit": DRAFTERS,
    "publishing:attach": DRAFTERS,
    "publishing:attachments": DRAFTERS,
    "publishing:clean": DRAFTERS,
    "publishing:clean-picture": DRAFTERS,
    "publishing:file": OPENERS,
    "publishing:file-frame": OPENERS,
    "publishing:picture": OFFICE,
    "publishing:file-download": OPENERS,
    "publishing:original-frame": frozenset(
        {Role.DRAFTER, Role.THIRD_REVIEWER, Role.SECRECY_REVIEWER}
    ),
    "publishing:submit": DRAFTERS,
    "publishing:link": DRAFTERS,
    "publishing:unlink": DRAFTERS,
    "publishing:validity": frozenset({Role.PUBLISHER}),
    "publishing:recall": DRAFTERS,
    "publishing:withdraw": frozenset({Role.PUBLISHER}),
    "publishing:pull": frozenset(
        {
            Role.DRAFTER,
            Role.FIRST_REVIEWER,
            Role.SECOND_REVIEWER,
            Role.THIRD_REVIEWER,
            Role.SECRECY_REVIEWER,
            Role.PUBLISHER,
        }
    ),
    "publishing:confirm-pull": frozenset({Role.PUBLISHER}),
    "publishing:delete-draft": DRAFTERS,
    "publishing:demand-row": frozenset({Role.COUNTY_OFFICE}),
    "publishing:answer-row-demand": DRAFTERS,
    "publishing:scans": OFFICE,
    "publishing:scan": OFFICE,
    "publishing:hits": OFFICE,
    "publishing:hits-export": OFFICE,
    "publishing:item-hits": OFFICE,
    "publishing:clean-text": DRAFTERS,
    "publishing:dismiss": DRAFTERS
    | {
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.THIRD_REVIEWER,
        Role.SECRECY_REVIEWER,
    },
    "publishing:wordings": OFFICE,
    "publishing:word-lists": OFFICE,
    "publishing:word-list": OFFICE,
    "publishing:add-words": frozenset({Role.ADMINISTRATOR, Role.COUNTY_OFFICE}),
    "publishing:close-words": frozenset({Role.ADMINISTRATOR, Role.COUNTY_OFFICE}),
    "publishing:restore-wording": DRAFTERS
    | {
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.THIRD_REVIEWER,
        Role.SECRECY_REVIEWER,
    },
    "publishing:override": frozenset({Role.SECRECY_REVIEWER, Role.THIRD_REVIEWER}),
    "publishing:catalogue": OFFICE,
    "publishing:add-row": OF_THE_COUNTY,
    "publishing:adopt-standard": OF_THE_COUNTY,
    "publishing:county-codes": OF_THE_COUNTY,
    "publishing:hand-in-catalogue": OF_THE_COUNTY,
    "publishing:catalogue-differences": OF_THE_COUNTY,
    "publishing:change-row": OF_THE_COUNTY,
    "publishing:import-catalogue": OF_THE_COUNTY,
    "publishing:load-catalogue": OF_THE_COUNTY,
    "publishing:export-catalogue": OFFICE,
    "publishing:county-sheet": OFFICE,
    "publishing:body-catalogues": EVERYBODY,
    "publishing:body-catalogue": EVERYBODY,
    "publishing:body-sheet": EVERYBODY,
    "publishing:items-sheet": EVERYBODY,
    "publishing:trim": frozenset({Role.ADMINISTRATOR, Role.DRAFTER, Role.COUNTY_OFFICE}),
    "publishing:guides": OFFICE,
    "publishing:guide": OFFICE,
    "publishing:draft-guide": DRAFTERS,
    "publishing:confirm-guide": DRAFTERS,
    "publishing:set-guide": frozenset({Role.ADMINISTRATOR, Role.DRAFTER, Role.COUNTY_OFFICE}),
    "publishing:check-guide": OFFICE,
    "publishing:leaders": OFFICE,
    "publishing:rules": EVERYBODY,
    "publishing:set-rule": frozenset({Role.ADMINISTRATOR, Role.COUNTY_OFFICE}),
    "publishing:nil-returns": OFFICE,
    "publishing:sign-nil-return": DRAFTERS,
}
GRID |= {
    "publishing:post": POSTERS,
    "publishing:counts": OFFICE,
    "publishing:contact-check": OFFICE,
    "publishing:count-records": OFFICE,
    "publishing:count-export": OFFICE,
    "publishing:renderings": POSTERS,
    "publishing:render": POSTERS,
    "publishing:channels": OFFICE,
    "publishing:channel": OFFICE,
    "publishing:new-channel": KEEPERS,
    "publishing:edit-channel": KEEPERS,
    "publishing:close-channel": KEEPERS,
    "publishing:check-channel": POSTERS,
    "publishing:postings": OFFICE,
    "publishing:posting-export": OFFICE,
    "publishing:posting": OFFICE,
    "publishing:remove-posting": POSTERS,
    "publishing:correct-posting": POSTERS,
    "publishing:proof": OFFICE,
}
OPINION_READERS = OFFICE - {Role.COUNTY_OFFICE, Role.ADMINISTRATOR}
GRID |= {
    "publishing:consultations": OPINION_READERS,
    "publishing:consultation": OPINION_READERS,
    "publishing:new-consultation": DRAFTERS,
    "publishing:consultation-period": DRAFTERS,
    "publishing:enter-opinion": DRAFTERS,
    "publishing:group-opinions": DRAFTERS,
    "publishing:answer-opinions": DRAFTERS,
    "publishing:draft-result": DRAFTERS,
    "publishing:forget-contacts": DRAFTERS,
}
GRID |= {
    "publishing:unexplained": OFFICE,
    "publishing:explain": DRAFTERS,
    "publishing:explanation": DRAFTERS,
    "publishing:attach-picture": DRAFTERS,
    "publishing:audio-script": OFFICE,
    "publishing:picture": OFFICE,
    "publishing:working-rules": OFFICE,
    "publishing:draft-missing-rules": DRAFTERS,
    "publishing:draft-rule": DRAFTERS,
    "publishing:review-rule": frozenset({Role.DRAFTER, Role.THIRD_REVIEWER}),
}
GRID |= supervision.GRID
GRID |= {"unanswered:list": OFFICE}
COLLECTORS = frozenset({Role.COUNTY_OFFICE})
MAKERS = frozenset({Role.DRAFTER, Role.COUNTY_OFFICE})
GRID |= {
    "reporting:list": EVERYBODY,
    "reporting:check": EVERYBODY,
    "reporting:start": MAKERS,
    "reporting:new": MAKERS,
    "reporting:report": EVERYBODY,
    "reporting:page": EVERYBODY,
    "reporting:download": EVERYBODY,
    "reporting:answer-finding": MAKERS,
    "reporting:submit": frozenset({Role.THIRD_REVIEWER, Role.PUBLISHER}),
    "reporting:accept": COLLECTORS,
    "reporting:return": COLLECTORS,
    "reporting:return-letter": COLLECTORS,
    "reporting:reopen": COLLECTORS,
    "reporting:answer-demand": MAKERS,
    "reporting:board": COLLECTORS,
    "reporting:year-board": COLLECTORS,
    "reporting:drop": COLLECTORS,
    "reporting:due-day": COLLECTORS,
    "reporting:demand": COLLECTORS,
    "reporting:roll-up": COLLECTORS,
    "reporting:roll-up-file": COLLECTORS,
    "reporting:roll-up-cell": COLLECTORS,
    "reporting:merge": COLLECTORS,
    "reporting:compare": EVERYBODY,
    "reporting:send": MAKERS,
    "reporting:recall": MAKERS,
    "reporting:review": frozenset({Role.FIRST_REVIEWER, Role.SECOND_REVIEWER}),
    "reporting:send-back": frozenset({Role.FIRST_REVIEWER, Role.SECOND_REVIEWER}),
    "reporting:faults": COLLECTORS,
    "reporting:circular": COLLECTORS,
    "reporting:assign-fault": COLLECTORS,
    "reporting:answer-fault": MAKERS,
    "reporting:check-fault": COLLECTORS,
    "reporting:assessments": EVERYBODY,
    "reporting:assessment-export": EVERYBODY,
    "reporting:assessment": EVERYBODY,
    "reporting:assessment-holder": EVERYBODY,
    "reporting:weights": OF_THE_COUNTY,
    "reporting:figures": EVERYBODY,
    "reporting:choices": COLLECTORS,
    "reporting:figure": EVERYBODY,
    "reporting:type-figure": MAKERS,
    "reporting:restore-figure": MAKERS,
    "reporting:register": MAKERS,
    "reporting:enter-line": MAKERS,
    "reporting:import-register": MAKERS,
    "reporting:export-register": MAKERS,
    "reporting:sign-register": MAKERS,
    "reporting:reconcile-register": MAKERS,
    "reporting:strike-line": MAKERS,
    "reporting:write": MAKERS,
    "reporting:check-draft": MAKERS,
    "reporting:name-problem": MAKERS,
    "reporting:answer-problem": MAKERS,
}
HANDLERS = frozenset({Role.REQUEST_HANDLER})
DISPUTE_READERS = HANDLERS | {
    Role.FIRST_REVIEWER,
    Role.SECOND_REVIEWER,
    Role.THIRD_REVIEWER,
    Role.SUPERVISOR,
}
CASE_READERS = DISPUTE_READERS | {Role.SECRECY_REVIEWER}
LETTER_READERS = CASE_READERS - {Role.SUPERVISOR}
SEARCHERS = HANDLERS | {Role.DRAFTER}
PROFILES = HANDLERS | {Role.ADMINISTRATOR}
GRID |= {
    "casework:list": CASE_READERS,
    "casework:register": HANDLERS,
    "casework:registered": HANDLERS,
    "casework:correct": HANDLERS,
    "casework:strike-event": HANDLERS,
    "casework:unreached-letters": HANDLERS,
    "casework:unreached": HANDLERS,
    "casework:log-call": HANDLERS,
    "casework:reached": HANDLERS,
    "casework:receipt-slip": HANDLERS,
    "casework:application-form": HANDLERS,
    "casework:register-mail": HANDLERS,
    "casework:case": CASE_READERS,
    "casework:applicant": HANDLERS,
    "casework:applicant-file": HANDLERS,
    "casework:triage": HANDLERS,
    "casework:electronic-consent": HANDLERS,
    "casework:split": HANDLERS,
    "casework:ask-search": HANDLERS,
    "casework:calendar-feed": HANDLERS,
    "casework:import-register": HANDLERS,
    "casework:evidence": HANDLERS,
    "casework:redact": HANDLERS,
    "casework:redaction": HANDLERS,
    "casework:redaction-page": HANDLERS,
    "casework:redaction-copy": HANDLERS,
    "casework:redaction-reasons": HANDLERS,
    "casework:decide": HANDLERS,
    "casework:lapse": HANDLERS,
    "casework:merge": HANDLERS,
    "casework:moved-day": HANDLERS,
    "casework:proactive": HANDLERS,
    "casework:record-paper": HANDLERS,
    "casework:draft-letter": HANDLERS,
    "casework:record-event": HANDLERS,
    "casework:searches": SEARCHERS,
    "casework:return-search": SEARCHERS,
    "casework:letter": LETTER_READERS,
    "casework:revise-letter": HANDLERS,
    "casework:submit-letter": HANDLERS,
    "casework:approve-letter": frozenset({Role.FIRST_REVIEWER, Role.SECOND_REVIEWER}),
    "casework:return-letter": LETTER_READERS,
    "casework:recall-letter": HANDLERS,
    "casework:check-letter": frozenset({Role.SECRECY_REVIEWER}),
    "casework:sign-letter": frozenset({Role.THIRD_REVIEWER}),
    "casework:send-letter": HANDLERS,
    "casework:letter-file": LETTER_READERS,
    "casework:letter-enclosure": LETTER_READERS,
    "casework:arrival": HANDLERS,
    "casework:counts": CASE_READERS,
    "casework:export-register": CASE_READERS,
    "casework:none-received": CASE_READERS,
    "casework:sign-none": HANDLERS,
    "casework:holiday-notices": OF_THE_COUNTY,
    "casework:retention": frozenset({Role.THIRD_REVIEWER}),
    "casework:let-go": frozenset({Role.THIRD_REVIEWER}),
    "casework:settings": frozenset({Role.COUNTY_OFFICE}),
    "casework:choose": frozenset({Role.COUNTY_OFFICE}),
    "casework:profiles": PROFILES,
    "casework:profile": PROFILES,
}
COMPLAINT_HANDLERS = frozenset({Role.COUNTY_OFFICE})
GRID |= {
    "disputes:list": DISPUTE_READERS,
    "disputes:open": HANDLERS,
    "disputes:dispute": DISPUTE_READERS,
    "disputes:party": HANDLERS,
    "disputes:step": HANDLERS,
    "disputes:paper": HANDLERS,
    "disputes:counts": DISPUTE_READERS,
    "disputes:export-register": DISPUTE_READERS,
    "disputes:complaints": HANDLERS | {Role.SUPERVISOR, Role.COUNTY_OFFICE},
    "disputes:receive-complaint": COMPLAINT_HANDLERS,
    "disputes:complaint-retention": COMPLAINT_HANDLERS,
    "disputes:let-complaints-go": COMPLAINT_HANDLERS,
    "disputes:complaint": HANDLERS | {Role.SUPERVISOR, Role.COUNTY_OFFICE},
    "disputes:complainant": COMPLAINT_HANDLERS,
    "disputes:ask-about-complaint": COMPLAINT_HANDLERS,
    "disputes:explain-complaint": HANDLERS,
    "disputes:conclude-complaint": COMPLAINT_HANDLERS,
    "disputes:rectify-complaint": COMPLAINT_HANDLERS,
}
ROOMS = {
    "bodies",
    "casework",
    "disputes",
    "unanswered",
    "users",
    "journal",
    "publishing",
    "reporting",
    "supervision",
}
ABOUT_CONSULTATIONS = {
    "publishing:consultation",
    "publishing:consultation-period",
    "publishing:enter-opinion",
    "publishing:group-opinions",
    "publishing:draft-result",
    "publishing:forget-contacts",
}
WITHOUT_BODY = {
    "publishing:village-board",
    "publishing:quotas",
    "publishing:set-quota",
    "publishing:wordings",
    "publishing:word-lists",
    "publishing:add-words",
    "publishing:scans",
    "publishing:hits",
    "publishing:hits-export",
    "publishing:board",
    "publishing:rules",
    "publishing:guides",
    "publishing:nil-returns",
    "publishing:catalogue",
    "publishing:add-row",
    "publishing:change-row",
    "publishing:import-catalogue",
    "publishing:load-catalogue",
    "publishing:export-catalogue",
    "publishing:county-sheet",
    "publishing:body-catalogues",
    "bodies:import",
    "bodies:export",
    "publishing:list",
    "publishing:new",
    "publishing:drop",
    "publishing:intakes",
    "publishing:lists",
    "publishing:submissions",
    "publishing:new-submission",
    "publishing:imports",
    "publishing:new-import",
    "bodies:list",
    "bodies:establish",
    "users:list",
    "users:powers",
    "users:add",
    "journal:list",
}
WITHOUT_BODY |= {
    "unanswered:list",
    "publishing:contact-check",
    "publishing:counts",
    "publishing:count-records",
    "publishing:count-export",
    "publishing:channels",
    "publishing:new-channel",
    "publishing:postings",
    "publishing:posting-export",
}
ABOUT_EXPLANATIONS = {
    "publishing:explanation",
    "publishing:attach-picture",
    "publishing:audio-script",
    "publishing:picture",
}
WITHOUT_BODY |= {
    "casework:list",
    "casework:calendar-feed",
    "casework:import-register",
    "casework:register",
    "casework:unreached-letters",
    "casework:register-mail",
    "casework:searches",
    "casework:counts",
    "casework:none-received",
    "casework:holiday-notices",
    "casework:retention",
    "casework:settings",
    "casework:profiles",
}
WITHOUT_BODY |= {
    "disputes:list",
    "disputes:open",
    "disputes:counts",
    "disputes:complaints",
    "disputes:complaint-retention",
    "disputes:receive-complaint",
}
WITHOUT_BODY |= supervision.WITHOUT_BODY
WITHOUT_BODY |= {"publishing:consultations", "publishing:new-consultation"}
WITHOUT_BODY |= {"publishing:unexplained", "publishing:working-rules"}
WITHOUT_BODY |= {"reporting:list", "reporting:check", "reporting:start", "reporting:board"}
WITHOUT_BODY |= {"reporting:merge"}
OF_A_YEAR = {
    "reporting:year-board",
    "reporting:drop",
    "reporting:due-day",
    "reporting:roll-up",
    "reporting:roll-up-file",
    "reporting:roll-up-cell",
    "reporting:faults",
    "reporting:circular",
    "reporting:assign-fault",
}
WITHOUT_BODY |= OF_A_YEAR
WITHOUT_BODY |= {"reporting:assessments", "reporting:assessment-export", "reporting:weights"}
WITHOUT_BODY |= {
    "publishing:adopt-standard",
    "publishing:county-codes",
    "publishing:hand-in-catalogue",
    "publishing:catalogue-differences",
}
# Screens of publishing about a body, not about an item.
ABOUT_FILES = {
    "publishing:clean",
    "publishing:clean-picture",
    "publishing:file",
    "publishing:file-download",
    "publishing:file-frame",
    "publishing:picture",
    "publishing:original-frame",
}
OF_A_BODY = {
    "publishing:body-board",
    "publishing:body-catalogue",
    "publishing:check-guide",
    "publishing:confirm-guide",
    "publishing:draft-guide",
    "publishing:draft-missing-rules",
    "publishing:draft-rule",
    "publishing:guide",
    "publishing:leaders",
    "publishing:set-guide",
    "publishing:set-rule",
    "publishing:trim",
}


def test_the_grid_names_every_screen_of_these_rooms():
    ours = {name for _, name in ALL if name.partition(":")[0] in ROOMS}
    assert ours == set(GRID)


CHANNEL_SCREENS = {f"publishing:{verb}channel" for verb in ("", "edit-", "close-", "check-")}
POSTING_SCREENS = {f"publishing:{verb}posting" for verb in ("", "remove-", "correct-")}


def target(name: str, code: str) -> str:
    """The address of the screen for a body of the county."""
    from gongkai.web.accounts.models import User
    from gongkai.web.bodies.models import Membership, PublicBody
    from gongkai.web.journal.models import Entry
    from gongkai.web.publishing.catalogue.models import CatalogueRow
    from gongkai.web.publishing.channels.models import Channel, Posting, PostingProof
    from gongkai.web.publishing.consultations.models import OpinionGroup, PublicConsultation
    from gongkai.web.publishing.duties.models import MonthlyQuota
    from gongkai.web.publishing.explanations.models import Explanation
    from gongkai.web.publishing.intake.models import ColumnImport, Intake, RecurringList
    from gongkai.web.publishing.items.models import ItemLink, ItemPage, Release
    from gongkai.web.publishing.scans.models import Scan
    from gongkai.web.publishing.submissions.models import Submission
    from gongkai.web.vetting.models import IgnoredWording, WordList

    body = PublicBody.objects.get(code=code)
    if name.startswith("supervision:"):
        return supervision.target(name, body)
    if name.startswith("casework:") and name not in WITHOUT_BODY:
        return reverse(name, args=of_a_case(name, body))
    if name.startswith("disputes:") and name not in WITHOUT_BODY:
        return reverse(name, args=of_a_dispute(name, body))
    if name in CHANNEL_SCREENS:
        return reverse(name, args=[Channel.objects.get(body=body).pk])
    if name in POSTING_SCREENS:
        return reverse(name, args=[Posting.objects.get(body=body).pk])
    if name == "publishing:render":
        return reverse(name, args=[ItemPage.objects.get(body=body).pk, "text"])
    if name == "publishing:proof":
        return reverse(name, args=[PostingProof.objects.get(posting__body=body).pk])
    if name in {"publishing:release", "publishing:recall", "publishing:approval-form"}:
        return reverse(name, args=[Release.objects.get(body=body).pk])
    if name in ABOUT_EXPLANATIONS:
        form = ["png"] if name == "publishing:picture" else []
        explanation = Explanation.objects.get(item__body=body)
        return reverse(name, args=[explanation.pk, *form])
    if name in ABOUT_CONSULTATIONS:
        return reverse(name, args=[PublicConsultation.objects.get(body=body).pk])
    if name == "publishing:answer-opinions":
        return reverse(name, args=[OpinionGroup.objects.get(consultation__body=body).pk])
    if name == "publishing:unlink":
        item = ItemPage.objects.get(body=body)
        return reverse(name, args=[ItemLink.objects.get(source=item).pk])
    if name == "publishing:scan":
        return reverse(name, args=[Scan.objects.get(body=body).pk])
    if name in {"publishing:intake", "publishing:discard-intake"}:
        return reverse(name, args=[Intake.objects.get(body=body).pk])
    if name in {"publishing:submission", "publishing:package", "publishing:receipt"}:
        return reverse(name, args=[Submission.objects.get(body=body).pk])
    if name in {"publishing:import", "publishing:import-columns"}:
        return reverse(name, args=[ColumnImport.objects.get(body=body).pk])
    if name in {"publishing:next-issue", "publishing:change-list"}:
        return reverse(name, args=[RecurringList.objects.get(body=body).pk])
    if name == "publishing:issue-list":
        lists, files = RecurringList.objects.get(body=body), Intake.objects.get(body=body)
        return reverse(name, args=[lists.pk, files.pk])
    if name in ABOUT_FILES:
        item = ItemPage.objects.get(body=body)
        return reverse(name, args=[item.pk, item.attachments.get().sha256])
    if name in {"publishing:word-list", "publishing:close-words"}:
        return reverse(name, args=[WordList.objects.get(body=body).pk])
    if name == "publishing:restore-wording":
        return reverse(name, args=[IgnoredWording.objects.get(body=body).pk])
    if name in {"publishing:override", "publishing:dismiss"}:
        return reverse(name, args=[ItemPage.objects.get(body=body).pk, "0" * 16])
    if name == "publishing:catalogue-differences":
        return reverse(name, args=[1])
    if name == "publishing:change-row":
        return reverse(name, args=[CatalogueRow.objects.first().pk])
    if name == "publishing:county-sheet":
        return reverse(name, args=["standard", "html"])
    if name == "publishing:body-sheet":
        return reverse(name, args=[body.pk, "proactive", "docx"])
    if name == "publishing:items-sheet":
        return reverse(name, args=[body.pk, "html"])
    if name in OF_A_BODY:
        return reverse(name, args=[body.pk])
    if name == "publishing:end-quota":
        return reverse(name, args=[MonthlyQuota.objects.get(body=body).pk])
    if name == "publishing:answer-row-demand":
        return reverse(name, args=[body.row_demands.get().pk])
    if name in {"publishing:sign-nil-return", "publishing:cell", "publishing:demand-row"}:
        return reverse(name, args=[body.pk, body.catalogue.first().row_id])
    if name.startswith("publishing:") and name not in WITHOUT_BODY:
        return reverse(name, args=[ItemPage.objects.get(body=body).pk])
    if name in OF_A_YEAR:
        further = {
            "reporting:roll-up-file": ["json"],
            "reporting:roll-up-cell": ["requests.new.total"],
            "reporting:assign-fault": ["AR301"],
        }
        return reverse(name, args=[2024, *further.get(name, [])])
    if name.startswith("reporting:") and name not in WITHOUT_BODY:
        return of_a_report(name, body)
    if name == "journal:export":
        return reverse(name, args=["csv"])
    if name == "journal:entry":
        return reverse(name, args=[Entry.objects.filter(body_number=body.pk).first().pk])
    if name in WITHOUT_BODY:
        return reverse(name)
    if name in {"bodies:group", "bodies:new-roster"}:
        return reverse(name, args=[body.groups.first().pk])
    if name in {"bodies:change-post", "bodies:appoint", "bodies:leave"}:
        return reverse(name, args=[body.posts.first().pk])
    if name == "bodies:withdraw-role":
        return reverse(name, args=[Membership.objects.filter(body=body).first().pk])
    if name == "bodies:end-exception":
        return reverse(name, args=[an_exception(body).pk])
    if name == "users:power":
        return reverse(name, args=[a_grant(body).pk])
    if name.startswith("users:"):
        drafter = {"QS11": "柳河拟稿", "QS12": "白杨拟稿"}[code]
        return reverse(name, args=[User.objects.get(username=drafter).pk])
    return reverse(name, args=[body.pk])


def an_exception(body: Any) -> Any:
    """The exception of a body, made once."""
    from gongkai.web.bodies.models import SmallOffice

    return SmallOffice.objects.get_or_create(
        body=body,
        kind="release",
        defaults={
            "starts_on": date(2026, 1, 1),
            "ends_on": date(2026, 12, 31),
            "reason": "二人",
            "granted_at": timezone.now(),
        },
    )[0]


def a_grant(body: Any) -> Any:
    """Power asked for in a body, made once."""
    from gongkai.web.accounts.models import User
    from gongkai.web.bodies.models import PowerGrant

    return PowerGrant.objects.get_or_create(
        body=body,
        kind="role",
        role="publisher",
        defaults={
            "user": User.objects.get(username="柳河拟稿"),
            "starts_on": date(2026, 11, 1),
            "reason": "岗位调整",
            "asked_by": User.objects.get(username="平台管理员"),
            "asked_at": timezone.now(),
        },
    )[0]


def of_a_report(name: str, body: Any) -> str:
    """The address of a screen about the body's report on 2024."""
    from gongkai.web.reporting.judging import mark_of
    from gongkai.web.reporting.models import Demand, YearReport
    from gongkai.web.reporting.rectifying.models import Rectification
    from gongkai.web.reporting.registers.models import RegisterLine
    from gongkai.web.reporting.writing.models import ReportProblem

    if name == "reporting:new":
        return reverse(name, args=[body.pk, 2023])
    if name == "reporting:assessment":
        return reverse(name, args=[body.pk])
    if name == "reporting:assessment-holder":
        return reverse(name, args=[body.pk, "body", body.pk])
    if name == "reporting:demand":
        return reverse(name, args=[2024, body.pk])
    cell = ["proactive.penalties.decisions"]
    of_the_year = {
        "figures": [],
        "choices": [],
        "write": [],
        "check-draft": [],
        "name-problem": [],
        "figure": cell,
        "type-figure": cell,
        "restore-figure": cell,
    }
    if name.removeprefix("reporting:") in of_the_year:
        further = of_the_year[name.removeprefix("reporting:")]
        return reverse(name, args=[body.pk, 2024, *further])
    if name == "reporting:reconcile-register":
        return reverse(name, args=[body.pk, "disputes", 2024])
    if name.endswith(("register", "enter-line")):
        return reverse(name, args=[body.pk, "penalty", 2024])
    if name == "reporting:strike-line":
        return reverse(name, args=[RegisterLine.objects.get(body=body).pk])
    if name.endswith("-fault"):
        return reverse(name, args=[Rectification.objects.get(body=body).pk])
    if name == "reporting:answer-problem":
        return reverse(name, args=[ReportProblem.objects.get(body=body).pk])
    if name == "reporting:answer-demand":
        return reverse(name, args=[Demand.objects.get(body=body).pk])
    report = YearReport.objects.get(body=body)
    further = {
        "reporting:answer-finding": [mark_of(report.current.findings[0])],
        "reporting:download": [1, "original"],
        "reporting:compare": [1, 1],
    }
    return reverse(name, args=[report.pk, *further.get(name, [])])


def of_a_case(name: str, body: Any) -> list[Any]:
    """What the address of a screen about requests is made of."""
    from gongkai.web.casework.clock.models import CaseEvent
    from gongkai.web.casework.letters.models import Delivery, IssuedFile, Letter
    from gongkai.web.casework.redactions.models import Redaction
    from gongkai.web.casework.requests.models import (
        DisclosureRequest,
        RequestFile,
        UnreachedLetter,
    )
    from gongkai.web.casework.searches.models import Search

    of_the_body = {
        "casework:profile": [],
        "casework:choose": ["suspension"],
        "casework:let-go": ["person"],
        "casework:export-register": [2026],
        "casework:sign-none": [2026, 4],
    }
    if name in of_the_body:
        return [body.pk, *of_the_body[name]]
    if name in {"casework:unreached", "casework:log-call", "casework:reached"}:
        return [UnreachedLetter.objects.get(body=body).pk]
    case = DisclosureRequest.objects.get(body=body)
    letter = Letter.objects.get(disclosure_request=case)
    others = {
        "casework:applicant-file": [
            RequestFile.objects.get(disclosure_request=case, kind="identity").pk
        ],
        "casework:draft-letter": [case.pk, "supplement_notice"],
        "casework:record-event": [case.pk, "withdrawn"],
        "casework:return-search": [Search.objects.get(disclosure_request=case).pk],
        "casework:letter-enclosure": [letter.pk, letter.enclosures.get().pk],
        "casework:letter-file": [IssuedFile.objects.get(letter=letter).pk],
        "casework:strike-event": [CaseEvent.objects.get(disclosure_request=case).pk],
        "casework:arrival": [Delivery.objects.get(letter=letter).pk],
    }
    if name.startswith("casework:redaction"):
        redaction = Redaction.objects.get(disclosure_request=case)
        return [redaction.pk, *([1] if name == "casework:redaction-page" else [])]
    if name in others:
        return others[name]
    return [letter.pk if "letter" in name else case.pk]


def of_a_dispute(name: str, body: Any) -> list[Any]:
    """What the address of a screen about disputes is made of."""
    from gongkai.web.disputes.models import Complaint, Dispute, DisputeFile

    dispute = Dispute.objects.get(body=body)
    others = {
        "disputes:export-register": [body.pk, 2026],
        "disputes:let-complaints-go": [body.pk, "complaint"],
        "disputes:paper": [DisputeFile.objects.get(dispute=dispute).pk],
        "disputes:step": [dispute.pk, "hear"],
    }
    if name in others:
        return others[name]
    complaint = Complaint.objects.get(body=body)
    return [complaint.pk if "complain" in name else dispute.pk]


def dispute(body: Any, handler: Any) -> None:
    """A suit with a paper, and a complaint that waits for the body."""
    from gongkai.statute.disputes import Forum
    from gongkai.web.disputes.actions.open import Petition, open_dispute
    from gongkai.web.disputes.files import checked
    from gongkai.web.disputes.models import Complaint

    at, day = timezone.now(), timezone.localdate()
    open_dispute(
        body,
        acting_user=handler,
        at=at,
        petition=Petition(Forum.COURT, "青山县人民法院", "逾期不答复", "田大有", day),
        paper=checked("起诉状.txt", "起诉状".encode()),
    )
    Complaint.objects.create(
        body=body, basis="infringed", received_on=day, text="投诉", asked="请说明", registered_at=at
    )


@cache
def one_page() -> bytes:
    """A PDF of one page."""
    from gongkai.documents.writers import official_pdf
    from gongkai.documents.writers.official import OfficialDocument

    return official_pdf.write(OfficialDocument("防汛安排"))


def ask(body: Any, handler: Any) -> None:
    """A request with a file, a search, and a letter that is both under review and on its way."""
    from gongkai.statute.receipt import Door
    from gongkai.web.casework.clock.models import CaseEvent
    from gongkai.web.casework.letters.actions.draft import draft_decision
    from gongkai.web.casework.letters.models import Delivery, IssuedFile, LetterApproval
    from gongkai.web.casework.redactions.models import Redaction
    from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
    from gongkai.web.casework.requests.actions.unreached import keep_unreached
    from gongkai.web.casework.requests.files import check_file
    from gongkai.web.casework.requests.models import FileKind, RequestFile
    from gongkai.web.casework.requests.people import ApplicantFacts
    from gongkai.web.casework.searches.models import Search

    at, day = timezone.now(), timezone.localdate()
    paper = check_file(FileKind.IDENTITY, "证件.txt", "证件".encode())
    case = register_request(
        body,
        acting_user=handler,
        at=at,
        arrival=Arrival(Door.COUNTER, submitted_on=day),
        asked=Asked(ApplicantFacts("田大有"), "natural_person", "防汛安排", files=(paper,)),
    ).disclosure_request
    keep_unreached(
        body,
        acting_user=handler,
        at=at,
        door=Door.FAX,
        came_on=day,
        asked=Asked(ApplicantFacts("田大有"), "natural_person", "防汛安排"),
        calls="无人接听",
    )
    pages = one_page()
    copy = RequestFile(
        disclosure_request=case,
        kind=FileKind.RELEASED,
        name="防汛安排（遮盖后）.pdf",
        size=len(pages),
        sha256="1" * 64,
        added_at=at,
    )
    copy.file.save("副本.pdf", ContentFile(pages))
    redaction = Redaction(
        disclosure_request=case,
        name="防汛安排.pdf",
        size=len(pages),
        sha256="2" * 64,
        page_count=1,
        copy=copy,
        started_at=at,
        finished_at=at,
    )
    redaction.file.save("页.pdf", ContentFile(pages))
    Search.objects.create(
        disclosure_request=case, unit=body, sought="防汛安排", asked_on=day, answer_by=day
    )
    letter = draft_decision(
        case,
        acting_user=handler,
        at=at,
        answers={"nature": "complaint"},
        facts={"reasons": "属于投诉", "channel": "柳河镇信访窗口"},
    )
    LetterApproval.objects.create(
        letter=letter,
        body=body,
        route=["first-review", "sign"],
        stage="first-review",
        submitted_by=handler,
        submitted_at=at,
    )
    Delivery.objects.create(letter=letter, channel="post", on=day, sent_at=at)
    CaseEvent.objects.create(disclosure_request=case, kind="suspended", on=day, entered_at=at)
    issued = IssuedFile(letter=letter, name="函.pdf", size=1, sha256="0" * 64)
    issued.file.save("函.pdf", ContentFile(b"x"))
    letter.enclosures.add(copy)


@pytest.fixture
def items(county):
    """An item under review in each of two townships."""
    from gongkai.web.accounts.models import User
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.bodies.models import PublicBody
    from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue
    from gongkai.web.publishing.catalogue.models import CatalogueRow
    from gongkai.web.publishing.duties.actions.quota import set_quota
    from gongkai.web.publishing.items.actions.draft import draft_item
    from gongkai.web.publishing.items.actions.link import link_items
    from gongkai.web.publishing.items.actions.submit import submit_item
    from gongkai.web.publishing.items.models import ItemPage, LinkKind
    from gongkai.web.publishing.scans.actions import start_scan
    from gongkai.web.vetting.models import IgnoredWording, WordList

    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    plan = draft_item(
        PublicBody.objects.get(code="QS01"),
        acting_user=PLATFORM,
        title="全县防汛预案",
        row=CatalogueRow.objects.get(code="statutory.emergencies"),
        formed_on=date(2026, 11, 2),
        at=timezone.now(),
    )
    for code, username in (("QS11", "柳河拟稿"), ("QS12", "白杨拟稿")):
        drafter = User.objects.get(username=username)
        body = PublicBody.objects.get(code=code)
        trim_catalogue(body, acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
        item = draft_item(
            body,
            acting_user=drafter,
            title="防汛安排",
            row=CatalogueRow.objects.get(code="statutory.emergencies"),
            formed_on=date(2026, 11, 2),
            summary="防汛安排。",
            text="<p>防汛安排。</p>",
            at=timezone.now(),
        )
        mask_a_file(item, drafter)
        item = ItemPage.objects.get(pk=item.pk)
        submit_item(item, acting_user=drafter, at=timezone.now())
        bring_in(item, drafter)
        report_on_2024(body, drafter)
        link_items(item, plan, kind=LinkKind.RELATED, acting_user=PLATFORM, at=timezone.now())
        hang(item)
        start_scan(body, acting_user=PLATFORM, at=timezone.now())
        IgnoredWording.objects.create(
            body=body, fingerprint="0" * 16, ignored_by=drafter, ignored_on=date(2026, 11, 2)
        )
        WordList.objects.create(
            body=body,
            name="本级词表.toml",
            content="",
            words=0,
            issued_on=date(2026, 11, 2),
            added_by=drafter,
            added_at=timezone.now(),
        )
        set_quota(
            body,
            acting_user=PLATFORM,
            name="民生信息",
            minimum=4,
            rows=[item.row],
            on=date(2026, 1, 1),
            at=timezone.now(),
        )
        consult(item)
        demand(body)
        ask(body, drafter)
        dispute(body, drafter)
        supervision.make_records(body, drafter)


def demand(body: Any) -> None:
    """The county asks for what is missing under a row."""
    from gongkai.web.accounts.models import User
    from gongkai.web.publishing.duties.models import RowDemand

    RowDemand.objects.create(
        body=body,
        row=body.catalogue.first().row,
        words="请尽快公开",
        answer_by=date(2026, 11, 20),
        demanded_by=User.objects.get(username="县公开办"),
        demanded_at=timezone.now(),
    )


def mask_a_file(item: Any, drafter: Any) -> None:
    """A list beside the item, masked: the copy goes out, the original stays inside."""
    from gongkai.web.publishing.items.actions.draft import attach_file, clean_attachment
    from gongkai.web.publishing.items.models import ItemPage

    data = f"{item.body.code}值班表\n王小明，手机13800005678\n".encode()
    attached = attach_file(
        item, acting_user=drafter, name="值班表.txt", data=data, at=timezone.now()
    )
    clean_attachment(
        ItemPage.objects.get(pk=item.pk),
        acting_user=drafter,
        sha256=attached.sha256,
        at=timezone.now(),
    )


def consult(item: Any) -> None:
    """A consultation about the item, with a group of opinions; and an explanation."""
    from gongkai.web.publishing.consultations.models import OpinionGroup, PublicConsultation
    from gongkai.web.publishing.explanations.models import Explanation

    Explanation.objects.create(item=item, policy=item, card=[["电话", "0000-5550111"]])
    consultation = PublicConsultation.objects.create(item=item, body=item.body, days=30)
    OpinionGroup.objects.create(consultation=consultation, gist="增设值班点")


def bring_in(item: Any, drafter: Any) -> None:
    """Files that wait to be entered, and the item as the first issue of a list."""
    from gongkai.papers.periods import Period, Rhythm
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.publishing.intake.actions.importing import start_import
    from gongkai.web.publishing.intake.actions.intake import receive_files
    from gongkai.web.publishing.intake.actions.recurring import create_list
    from gongkai.web.publishing.submissions.models import Submission

    receive_files(
        item.body, acting_user=drafter, files=[("安排.txt", "防汛安排".encode())], at=timezone.now()
    )
    ledger = io.BytesIO("标题,成文日期\n防汛,2026-11-02\n".encode())
    start_import(item.body, acting_user=drafter, name="台账.csv", file=ledger, at=timezone.now())
    submission = Submission(body=item.body, submitted_at=timezone.now(), size=1, sha256="0" * 64)
    submission.file.save("包.zip", ContentFile(b"x"))
    create_list(
        item,
        acting_user=PLATFORM,
        name="防汛安排",
        period=Period(2026, Rhythm.MONTH, 10),
        columns=["村"],
        at=timezone.now(),
    )


def report_on_2024(body: Any, drafter: Any) -> None:
    """A report with faults, and a demand for it."""
    from gongkai.web.accounts.models import User
    from gongkai.web.reporting.actions.collecting import demand_report
    from gongkai.web.reporting.actions.filing import file_report
    from gongkai.web.reporting.models import ReportApproval
    from gongkai.web.reporting.rectifying.models import Rectification
    from gongkai.web.reporting.registers.actions import Entered, enter_line
    from gongkai.web.reporting.registers.models import RegisterKind
    from gongkai.web.reporting.writing.actions import name_problem

    example = (Path(__file__).parents[3] / "examples" / "白杨乡.html").read_text("utf-8")
    file = file_report(
        body,
        2024,
        acting_user=drafter,
        at=timezone.now(),
        name="年报.html",
        content=example.replace("白杨乡", body.short_name).encode(),
    )
    demand_report(
        body,
        2024,
        acting_user=User.objects.get(username="县公开办"),
        at=timezone.now(),
        on=date(2026, 11, 2),
        words="请尽快报送",
        answer_by=date(2026, 11, 5),
    )

    ReportApproval.objects.create(
        report=file.report,
        file=file,
        body=body,
        route=["first-review", "sign"],
        stage="first-review",
        submitted_by=drafter,
        submitted_at=timezone.now(),
    )
    county = User.objects.get(username="县公开办")
    Rectification.objects.create(
        body=body,
        year=2024,
        code="AR301",
        message="收件与办理不平衡",
        due_on=date(2026, 12, 1),
        assigned_by=county,
        assigned_at=timezone.now(),
    )
    enter_line(
        body,
        RegisterKind.PENALTY,
        acting_user=drafter,
        at=timezone.now(),
        line=Entered(date(2024, 3, 5), "占道堆放", "纸质台账"),
    )
    name_problem(body, 2024, acting_user=drafter, at=timezone.now(), problem="更新不及时")


def hang(item: Any) -> None:
    """A board of the item's body with the item on it, and a photo of that."""
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.publishing.channels.actions.channel import open_channel
    from gongkai.web.publishing.channels.models import Posting
    from gongkai.web.publishing.channels.models.posting import ProofMoment
    from gongkai.web.publishing.channels.proofs import Proof, keep_proofs

    board = open_channel(
        item.body,
        acting_user=PLATFORM,
        kind="board",
        name="公开栏",
        place="大院",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    posting = Posting.objects.create(
        item=item, body=item.body, kind="board", channel=board, posted_on=date(2026, 11, 2)
    )
    photo = Proof("板.jpg", b"\xff\xd8", "image/jpeg", ())
    keep_proofs(posting, ProofMoment.POSTED, [photo], by=None, at=timezone.now())


# To make the county's records takes longer than to ask for its screens: several roles share them.
SOME_ROLES = pytest.mark.parametrize("roles", [tuple(Role)[::2], tuple(Role)[1::2]])


@SOME_ROLES
def test_each_role_reaches_its_screens_for_its_own_body_only(
    items, roles, django_user_model, settings
):
    settings.WAGTAILADMIN_BASE_URL = "https://www.qingshan.example"
    for role in roles:
        client = with_role(role, "QS11", django_user_model)
        for name, allowed in GRID.items():
            own = client.get(target(name, "QS11"))
            assert (own.status_code == 200) == (role in allowed), (name, role, own.status_code)
            if name not in WITHOUT_BODY and name != "journal:export":
                other = client.get(target(name, "QS12"))
                assert refused(other), (name, role, other.status_code)


def test_a_role_that_has_ended_opens_nothing(county, django_user_model):
    from gongkai.web.bodies.models import Membership, PublicBody

    user = django_user_model.objects.create(
        username="前任", name="前任", must_change_password=False
    )
    Membership.objects.create(
        user=user,
        body=PublicBody.objects.get(code="QS11"),
        role=Role.ADMINISTRATOR,
        starts_on=date(2020, 1, 1),
        ends_on=date(2021, 1, 1),
    )
    client = Client()
    client.force_login(user, backend="gongkai.web.accounts.backends.RoleBackend")
    assert refused(client.get(reverse("bodies:list")))
    assert refused(client.get("/office/"))


# Tables that any answer may touch: the session, kept sign-ins, and the mark of the worker.
TOUCHED = ("django_session", "accounts_signinfailures")
WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO) "(\w+)"', re.IGNORECASE)


@contextmanager
def written() -> Iterator[list[str]]:
    """Names of the tables that are written to inside, without those that any answer may touch."""
    tables: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITE.match(sql)
        if found and not found[1].startswith(TOUCHED):
            tables.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield tables


# Fields that some form of ours takes; each form picks out its own.
FILLED_IN = {
    "title": "改了的标题",
    "name": "改名",
    "reason": "没有理由",
    "explanation": "没有理由",
    "comment": "同意。",
    "decision": "approve",
    "stage": "first-review",
    "proofread": "on",
    "unopened_reason": "已对照纸质件。",
    "until": "2026-11-20",
    "since": "2026-01-01",
    "on": "2026-11-16",
    "role": "administrator",
    "levels": "1",
}


def with_role(role: Role, code: str, users: Any) -> Client:
    """A browser of somebody who has only this role there."""
    from gongkai.web.bodies.models import Membership, PublicBody

    user = users.objects.create(
        username=f"试岗{role.label}", name="试岗", must_change_password=False
    )
    body = PublicBody.objects.get(code=code)
    Membership.objects.create(user=user, body=body, role=role, starts_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user, backend="gongkai.web.accounts.backends.RoleBackend")
    return client


@SOME_ROLES
def test_a_form_sent_without_the_permission_changes_nothing(items, roles, django_user_model):
    for role in roles:
        client = with_role(role, "QS11", django_user_model)
        for name, allowed in GRID.items():
            codes = [] if role in allowed else ["QS11"]
            if name not in WITHOUT_BODY and name != "journal:export":
                codes.append("QS12")
            for code in codes:
                address = target(name, code)
                with written() as tables:
                    response = client.post(address, FILLED_IN)
                assert refused(response), (name, role, code, response.status_code)
                assert tables == [], (name, role, code)


def test_a_form_sent_by_a_stranger_or_somebody_without_a_role_changes_nothing(
    county, django_user_model
):
    user = django_user_model.objects.create(
        username="无岗", name="无岗", must_change_password=False
    )
    nobody, stranger = Client(), Client()
    nobody.force_login(user, backend="gongkai.web.accounts.backends.RoleBackend")
    own = {"/office/password/", "/office/second-factor/", "/office/second-factor/add/"}
    for pattern, _ in GUARDED:
        path = example(pattern)
        for client in (stranger, nobody):
            with written() as tables:
                response = client.post(path, FILLED_IN)
            if path not in own:
                assert refused(response), (path, response.status_code)
                assert tables == [], path


DECIDES = {
    "first-review": Role.FIRST_REVIEWER,
    "second-review": Role.SECOND_REVIEWER,
    "third-review": Role.THIRD_REVIEWER,
    "secrecy-check": Role.SECRECY_REVIEWER,
    "release": Role.PUBLISHER,
}
VERBS = ("approve", "return", "release", "propose-skip", "agree-to-skip")


def may_move(role: Role, stage: str, verb: str) -> bool:
    """What 条例 and the body's rule leave to this role at this stage."""
    if verb == "return":
        return DECIDES[stage] == role
    if verb == "approve":
        return DECIDES[stage] == role and stage != "release"
    if verb == "release":
        return DECIDES[stage] == role and stage == "release"
    if verb == "propose-skip":
        return role == Role.DRAFTER and stage not in {"secrecy-check", "release"}
    return False


STATES = ("under-review", "returned", "recalled", "scheduled", "released")


@pytest.mark.parametrize("role", list(Role))
def test_only_the_right_role_moves_a_release_and_only_while_it_is_under_review(
    items, role, django_user_model
):
    from gongkai.web.publishing.items.models import Release, Step

    client = with_role(role, "QS11", django_user_model)
    release = Release.objects.get(body__code="QS11")
    Step.objects.create(
        release=release,
        stage="secrecy-check",
        decision="approved",
        decided_by=django_user_model.objects.get(username="柳河保密"),
        decided_at=timezone.now(),
    )
    address = reverse("publishing:release", args=[release.pk])
    # Where nothing may move, the stage with a review and the last one stand for the others.
    tried = [*product(DECIDES, STATES[:1]), *product(("first-review", "release"), STATES[1:])]
    for stage, state in tried:
        Release.objects.filter(pk=release.pk).update(stage=stage, state=state)
        for verb in VERBS:
            before = Release.objects.values_list("stage", "state").get(pk=release.pk)
            steps = Step.objects.count()
            mark = transaction.savepoint()
            client.post(address, {**FILLED_IN, "stage": stage, "decision": verb})
            after = Release.objects.values_list("stage", "state").get(pk=release.pk)
            moved = after != before or Step.objects.count() != steps
            expected = state == "under-review" and may_move(role, stage, verb)
            assert moved == expected, (role, stage, verb, before, after)
            transaction.savepoint_rollback(mark)
