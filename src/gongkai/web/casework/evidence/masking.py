"""Who asked, taken out of the words of a case."""

from __future__ import annotations

from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import ApplicantFacts, unseal_person
from gongkai.web.journal.personal import mask

SHORTEST = 2


class Hiding:
    """Masks what an applicant of a case is called, and every number that `mask` knows.

    Names longer than others go first, so that none is left over in part.
    """

    def __init__(self, case: DisclosureRequest) -> None:
        person = unseal_person(case.applicant.sealed)
        self._words = _words(person)

    def __call__(self, text: str) -> str:
        """The text without the applicant."""
        for word, shown in self._words:
            text = text.replace(word, shown)
        return str(mask(text))


def _words(person: ApplicantFacts) -> list[tuple[str, str]]:
    names = [person.name, person.agent, person.guardian, *person.joint]
    found = {name: f"{name[:1]}**" for name in names if len(name) >= SHORTEST}
    others = (
        person.identity_number,
        person.agent_identity_number,
        person.phone,
        person.address,
        person.email,
        person.electronic_address,
    )
    found |= {other: "＊＊＊" for other in others if len(other) >= SHORTEST}
    return sorted(found.items(), key=lambda pair: -len(pair[0]))
