"""A request whose sender is shown what is public already: what was proved, written and chosen waits for the second press.

It can be taken up for an hour, and goes with the press; what nobody sent goes with the next round of the clock. Nothing of
it is a case before.
"""

from __future__ import annotations

from dataclasses import asdict

from gongkai.web.casework.requests.actions.register import Asked
from gongkai.web.casework.requests.files import NewFile
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.casework.requests.people import ApplicantFacts
from gongkai.web.casework.requests.shelf import Shelf

# Whoever's makes room chooses the files again.
ASIDE = Shelf("waiting", seconds=3600, most=60)


def hold(body: int, asked: Asked) -> str:
    """Put it aside; gives the name by which it is taken up."""
    facts = {
        "body": body,
        "person": asdict(asked.person),
        "applicant_kind": asked.applicant_kind,
        "text": asked.text,
        "wanted_form": asked.wanted_form,
        "files": [(file.kind.value, file.name, file.media_type) for file in asked.files],
    }
    return ASIDE.put(facts, [file.data for file in asked.files])


def look(name: str) -> tuple[int, Asked] | None:
    """The body and what is asked of it; None where it waited too long or was sent."""
    found = ASIDE.look(name)
    if found is None:
        return None
    facts, contents = found
    files = tuple(
        NewFile(FileKind(kind), shown, data, media_type)
        for (kind, shown, media_type), data in zip(facts["files"], contents, strict=True)
    )
    person = ApplicantFacts(**{**facts["person"], "joint": tuple(facts["person"]["joint"])})
    asked = Asked(person, facts["applicant_kind"], facts["text"], facts["wanted_form"], files=files)
    return facts["body"], asked
