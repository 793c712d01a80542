"""A copy that was set aside leaves the drafts; where it is being approved or has gone out it cannot be."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from gongkai.web.casework.letters.models import Letter, LetterState
from gongkai.web.casework.requests.models import RequestFile
from gongkai.web.office.errors import WrongState


def let_go(sender: Any, copy: RequestFile, **kwargs: Any) -> None:
    """Take a copy out of every draft. Raises `WrongState` where a letter with it is past being a draft."""
    for letter in Letter.objects.filter(enclosures=copy).exclude(state=LetterState.VOID):
        if letter.state == LetterState.UNDER_REVIEW:
            raise WrongState(_("副本正随“{letter}”审签，请先撤回再作废。").format(letter=letter))
        if letter.state == LetterState.ISSUED:
            raise WrongState(_("副本已随“{letter}”签发，不能作废。").format(letter=letter))
        letter.enclosures.remove(copy)
