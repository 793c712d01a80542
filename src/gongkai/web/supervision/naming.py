"""Registers that name nobody: what somebody types is looked through for names, nicknames and accounts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.screening.kinds import Level
from gongkai.web.files.confined import jobs, pool
from gongkai.web.office.errors import ActionError

GRAVE = frozenset({Level.ERROR.value, Level.WARNING.value})


def refuse_persons(next_step: str, **texts: str) -> None:
    """Raise an `ActionError` at the first of these fields that holds a person or something personal.

    ``next_step`` says what to write instead.
    """
    for field, text in texts.items():
        if not text:
            continue
        named = pool.run(jobs.anybody_named, text, name=field, quick=True)
        found = [_("姓名、昵称或者账号（{name}）").format(name=name) for name in named]
        found += [
            f"{label}（{shown}）"
            for label, shown, level in pool.run(jobs.words_found, text, name=field, quick=True)
            if level in GRAVE and not (named and label.endswith("姓名"))
        ]
        if found:
            raise ActionError(
                {
                    field: _("这里写了个人信息：{found}；{next_step}").format(
                        found="、".join(dict.fromkeys(found)), next_step=next_step
                    )
                }
            )
