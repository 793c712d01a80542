"""A request whose sender is shown what is public already: what was proved, written and chosen waits for the second press.

It can be taken up for an hour, and goes with the press; what nobody sent goes with the next round of the clock. Nothing of
it is a case before.
"""

from __future__ import annotations

from gongkai.web.casework.requests.actions.register import Asked
from gongkai.web.casework.requests.files import NewFile
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.casework.requests.shelf import Shelf

# Whoever's makes room chooses the files again.
ASIDE = Shelf("waiting", seconds=3600, most=60)


def hold(body: int, asked: Asked) -> str:
    """Put it aside; gives the name by which it is taken up."""
    facts = {
        "body": body,
        **asked.facts(),
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
    return facts["body"], Asked.again(facts, files)
