"""What the rooms below have heard: requests, appeals, evaluations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from gongkai.papers.appeals import wants_to_know
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.files.confined import jobs, pool
from gongkai.web.supervision.demand.sources import Asked, DemandKind
from gongkai.web.supervision.evaluation.models import Evaluation, EvaluationSort
from gongkai.web.supervision.ledgers.models import Appeal
from gongkai.web.supervision.villages.models import MessageKind, PhoneMessage

MOST = 1000


def heard(body: PublicBody, first: date, last: date) -> Iterator[Asked]:
    """The newest thousand of each; words of citizens are masked before they are compared."""
    requests = DisclosureRequest.objects.filter(body=body, received_on__range=(first, last))
    told = [(each.text, DemandKind.REQUEST, each.received_on) for each in requests[:MOST]]
    evaluations = Evaluation.objects.filter(
        body=body, received_on__range=(first, last), sort=EvaluationSort.OPINION
    ).exclude(text=None)
    told += [
        (each.text or "", DemandKind.EVALUATION, each.received_on) for each in evaluations[:MOST]
    ]
    if told:
        masked = pool.run(jobs.anybody_masked, [text for text, _, _ in told], name="demand")
        for words, (_, kind, on) in zip(masked, told, strict=True):
            yield Asked(words, kind, on)
    questions = PhoneMessage.objects.filter(
        body__public_body=body, kind=MessageKind.QUESTION, said_at__date__range=(first, last)
    )
    for text, said_at in questions.values_list("text", "said_at")[:MOST]:
        yield Asked(text, DemandKind.VILLAGE, timezone.localdate(said_at))
    appeals = Appeal.objects.counted().filter(body=body, received_on__range=(first, last))
    for gist, on in appeals.values_list("gist", "received_on")[:MOST]:
        # What is to be done is no wish to know.
        if wants_to_know(gist):
            yield Asked(gist, DemandKind.APPEAL, on)
