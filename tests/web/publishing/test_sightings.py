"""What the rules see is found once; what persons decide is laid over it."""

from __future__ import annotations

from datetime import date

from gongkai.web.files.confined import pool
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.gate import examine
from gongkai.web.vetting import sightings
from gongkai.web.vetting.models import IgnoredFinding, KeptScreening

LEAK = "<p>联系人身份证号 11010519491231002X。</p>"


def counted(monkeypatch) -> list[str]:
    asked: list[str] = []

    def run(work, *args, name, **facts):
        asked.append(name)
        return real(work, *args, name=name, **facts)

    real = pool.run
    monkeypatch.setattr(pool, "run", run)
    return asked


def test_a_second_look_screens_nothing(drafted, monkeypatch):
    asked = counted(monkeypatch)
    copy = working_copy(drafted(text=LEAK))
    first = examine(copy)
    assert asked == ["正文.html"]
    assert examine(copy) == first
    assert asked == ["正文.html"]


def test_another_day_of_the_words_or_another_text_is_looked_at_again(drafted, monkeypatch):
    asked = counted(monkeypatch)
    copy = working_copy(drafted(text=LEAK))
    examine(copy)
    copy.formed_on = date(2010, 1, 4)
    examine(copy)
    copy.text = "<p>防汛安排。</p>"
    assert examine(copy).passes
    assert len(asked) == 3


def test_a_decision_is_laid_over_and_taken_off_without_a_new_look(drafted, person, monkeypatch):
    copy = working_copy(drafted(text=LEAK))
    (finding,) = examine(copy).blocking
    asked = counted(monkeypatch)
    kept = IgnoredFinding.objects.create(
        subject_kind="publishing.itempage",
        subject_number=copy.pk,
        fingerprint=finding.fingerprint,
        label="身份证号",
        ignored_by=person("柳河保密"),
        ignored_on=date(2026, 11, 20),
        reason="虚构号码",
    )
    assert examine(copy).passes
    kept.delete()
    assert examine(copy).blocking == (finding,)
    assert asked == []


def test_nothing_personal_is_kept_and_old_rules_are_forgotten(drafted):
    examine(working_copy(drafted(text=LEAK)))
    (kept,) = KeptScreening.objects.all()
    assert "11010519491231002X" not in str(kept.findings)
    KeptScreening.objects.update(rules="earlier")
    assert list(sightings.forget_old(None)) == ["清理 1 份"]
    assert not KeptScreening.objects.exists()
