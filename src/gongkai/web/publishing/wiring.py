"""What the nouns of publishing give to the rooms below, and hear from each other."""

from __future__ import annotations

from gongkai.web.bodies.matters import provide_matters
from gongkai.web.bodies.signals import facts_changed
from gongkai.web.files.named import provide_files
from gongkai.web.office.home import provide_indicators, provide_to_dos
from gongkai.web.publishing.catalogue.matters import matters
from gongkai.web.publishing.catalogue.signals import rows_given_up
from gongkai.web.publishing.channels import copies as channel_copies
from gongkai.web.publishing.channels import listeners as channel_listeners
from gongkai.web.publishing.channels import on_the_sheet as channel_facts
from gongkai.web.publishing.channels.contact_check import contact_to_dos
from gongkai.web.publishing.channels.to_dos import channel_to_dos
from gongkai.web.publishing.consultations import listeners as consultation_listeners
from gongkai.web.publishing.consultations import on_the_sheet as consultation_facts
from gongkai.web.publishing.consultations import to_dos as consultation_todos
from gongkai.web.publishing.duties import indicators as duty_indicators
from gongkai.web.publishing.duties import to_dos as duty_todos
from gongkai.web.publishing.duties.reminders import send_row_reminders
from gongkai.web.publishing.explanations import on_the_sheet as explanation_facts
from gongkai.web.publishing.explanations import unexplained
from gongkai.web.publishing.guides import outdating
from gongkai.web.publishing.intake import to_dos as intake_todos
from gongkai.web.publishing.intake.actions import importing
from gongkai.web.publishing.items import by_the_clock, signals
from gongkai.web.publishing.items import indicators as item_indicators
from gongkai.web.publishing.items import to_dos as item_todos
from gongkai.web.publishing.items.actions import refile
from gongkai.web.publishing.items.copies import provide_copies
from gongkai.web.publishing.items.kept_files import kept_by_items
from gongkai.web.publishing.items.sheet_facts import provide_sheet_facts
from gongkai.web.publishing.scans import indicators as scan_indicators
from gongkai.web.publishing.scans import listeners as scan_listeners
from gongkai.web.publishing.scans import to_dos as scan_todos
from gongkai.web.publishing.scans.running import scan_a_while, scans_waiting_now
from gongkai.web.publishing.submissions import copies as submission_copies
from gongkai.web.publishing.working_rules import to_dos as working_rule_to_dos
from gongkai.web.schedule.jobs import provide_job


def connect() -> None:
    """Register everything, once, in ``apps.py: ready()``."""
    _home_screen()
    _signals()
    _clock()
    provide_matters(matters)
    for facts in (channel_facts.facts, consultation_facts.facts, explanation_facts.facts):
        provide_sheet_facts(facts)
    for copies in (channel_copies.posted, submission_copies.handed_in):
        provide_copies(copies)


def _home_screen() -> None:
    provide_to_dos("items", item_todos.to_dos)
    provide_to_dos("intake", intake_todos.to_dos)
    provide_to_dos("duties", duty_todos.to_dos)
    provide_to_dos("scans", scan_todos.to_dos)
    provide_to_dos("consultations", consultation_todos.to_dos)
    provide_to_dos("explanations", unexplained.to_dos)
    provide_to_dos("working-rules", working_rule_to_dos.to_dos)
    provide_to_dos("channels", channel_to_dos)
    provide_to_dos("guides", outdating.to_dos)
    provide_to_dos("contacts", contact_to_dos)
    provide_indicators("duties", duty_indicators.indicators)
    provide_indicators("items", item_indicators.indicators)
    provide_indicators("scans", scan_indicators.indicators)


def _signals() -> None:
    facts_changed.connect(outdating.facts_changed)
    rows_given_up.connect(refile.rows_given_up)
    signals.item_released.connect(scan_listeners.released)
    signals.item_released.connect(consultation_listeners.released)
    signals.item_released.connect(channel_listeners.released)
    signals.item_released.connect(outdating.item_released)
    signals.item_withdrawn.connect(channel_listeners.withdrawn)
    signals.item_withdrawn.connect(scan_listeners.withdrawn)
    signals.finding_kept.connect(scan_listeners.kept)


def _clock() -> None:
    provide_files("items", kept_by_items)
    provide_job("定时发布", by_the_clock.release)
    provide_job("公示期满", by_the_clock.take_down)
    provide_job("有效期满", by_the_clock.expire)
    provide_job("到期提醒", send_row_reminders, daily=True)
    provide_job("存量排查", scan_a_while, waiting=scans_waiting_now)
    provide_job("导入存量信息", importing.by_the_clock)
