"""The lookup code of a case just registered: kept sealed in the clerk's session, so that it can be printed on the slip."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest

from gongkai.web.casework.requests.actions.register import Registered
from gongkai.web.casework.requests.people import seal, unseal

IN_SESSION = "casework-codes"
# Whoever registers a pile prints as he goes.
MOST = 20


def keep_code(request: HttpRequest, registered: Registered) -> None:
    """Put the code aside until the clerk signs out."""
    kept = dict(request.session.get(IN_SESSION, {}))
    sealed = base64.b64encode(seal(registered.code.encode())).decode()
    kept[str(registered.disclosure_request.pk)] = sealed
    request.session[IN_SESSION] = dict(list(kept.items())[-MOST:])


def code_of(request: HttpRequest, pk: int) -> str:
    """The code of a case that this clerk registered in this session; empty where it is not known any more."""
    try:
        return unseal(base64.b64decode(request.session.get(IN_SESSION, {})[str(pk)])).decode()
    except (KeyError, binascii.Error, InvalidTag):
        return ""
