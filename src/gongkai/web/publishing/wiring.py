"""What the nouns of publishing give to the rooms below, and hear from each other."""

from __future__ import annotations

from gongkai.web.bodies.matters import provide_matters
from gongkai.web.bodies.signals import facts_changed
from gongkai.web.office.home import provide_errands, provide_signs
from gongkai.web.publishing.catalogue.matters import matters
from gongkai.web.publishing.channels import listeners as channel_listeners
from gongkai.web.publishing.channels import on_the_sheet as channel_facts
from gongkai.web.publishing.channels.contact_check import contact_errands
from gongkai.web.publishing.channels.todos import channel_errands
from gongkai.web.publishing.consultations import listeners as consultation_listeners
from gongkai.web.publishing.consultations import on_the_sheet as consultation_facts
from gongkai.web.publishing.consultations import todos as consultation_todos
from gongkai.web.publishing.duties import indicators as duty_indicators
from gongkai.web.publishing.duties import todos as duty_todos
from gongkai.web.publishing.explanations import on_the_sheet as explanation_facts
from gongkai.web.publishing.explanations import unexplained
from gongkai.web.publishing.guides import outdating
from gongkai.web.publishing.intake import todos as intake_todos
from gongkai.web.publishing.intake.actions import importing
from gongkai.web.publishing.items import by_the_clock, signals
from gongkai.web.publishing.items import indicators as item_indicators
from gongkai.web.publishing.items import todos as item_todos
from gongkai.web.publishing.items.sheet_facts import provide_sheet_facts
from gongkai.web.publishing.scans import indicators as scan_indicators
from gongkai.web.publishing.scans import listeners as scan_listeners
from gongkai.web.publishing.scans import todos as scan_todos
from gongkai.web.publishing.scans.running import scan_a_while, scans_waiting_now
from gongkai.web.publishing.working_rules import templates
from gongkai.web.schedule.jobs import provide_chore


def connect() -> None:
    """Register everything, once, in ``apps.py: ready()``."""
    _home_screen()
    _signals()
    _clock()
    provide_matters(matters)
    for facts in (channel_facts.facts, consultation_facts.facts, explanation_facts.facts):
        provide_sheet_facts(facts)


def _home_screen() -> None:
    provide_errands("items", item_todos.errands)
    provide_errands("intake", intake_todos.errands)
    provide_errands("duties", duty_todos.errands)
    provide_errands("scans", scan_todos.errands)
    provide_errands("consultations", consultation_todos.errands)
    provide_errands("explanations", unexplained.errands)
    provide_errands("working-rules", templates.errands)
    provide_errands("channels", channel_errands)
    provide_errands("guides", outdating.errands)
    provide_errands("contacts", contact_errands)
    provide_signs("duties", duty_indicators.signs)
    provide_signs("items", item_indicators.signs)
    provide_signs("scans", scan_indicators.signs)


def _signals() -> None:
    facts_changed.connect(outdating.facts_changed)
    signals.item_released.connect(scan_listeners.released)
    signals.item_released.connect(consultation_listeners.released)
    signals.item_released.connect(channel_listeners.released)
    signals.item_released.connect(outdating.item_released)
    signals.item_withdrawn.connect(channel_listeners.withdrawn)
    signals.item_withdrawn.connect(scan_listeners.withdrawn)
    signals.finding_kept.connect(scan_listeners.kept)


def _clock() -> None:
    provide_chore("定时发布", by_the_clock.release)
    provide_chore("公示期满", by_the_clock.take_down)
    provide_chore("有效期满", by_the_clock.expire)
    provide_chore("存量排查", scan_a_while, waiting=scans_waiting_now)
    provide_chore("导入存量信息", importing.by_the_clock)
