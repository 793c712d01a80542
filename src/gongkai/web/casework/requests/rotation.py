"""Seal again, under the applicants' key in use, who asked, and the files that say who somebody is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db import transaction

from gongkai.web.casework.requests.models import (
    SEALED_KINDS,
    Applicant,
    DisclosureRequest,
    RequestFile,
    UnreachedFile,
    UnreachedLetter,
)
from gongkai.web.casework.requests.people import (
    is_under_newest,
    mark_of,
    mark_of_words,
    seal,
    unseal,
    unseal_person,
)
from gongkai.web.files.models import StoredFile
from gongkai.web.files.rotation import AT_ONCE, Done
from gongkai.web.files.store import digest_of, place_of, private_store, store_content


def applicants_again() -> Iterator[Done]:
    """Each applicant with the marks by which equal ones are found; yields some at a time."""
    done, last = Done("申请人资料"), 0
    while True:
        with transaction.atomic():
            rows = list(
                Applicant.objects.select_for_update(of=("self",))
                .select_related("disclosure_request")
                .filter(pk__gt=last)
                .order_by("pk")[:AT_ONCE]
            )
            for row in rows:
                done.seen += 1
                sealed = bytes(row.sealed)
                if is_under_newest(sealed):
                    continue
                try:
                    person = unseal_person(sealed)
                except InvalidTag:
                    done.unreadable += 1
                    continue
                Applicant.objects.filter(pk=row.pk).update(sealed=seal(unseal(sealed)))
                DisclosureRequest.objects.filter(pk=row.disclosure_request_id).update(
                    applicant_digest=mark_of(person),
                    words_digest=mark_of_words(row.disclosure_request.text),
                )
                done.again += 1
        yield done
        if len(rows) < AT_ONCE:
            return
        last = rows[-1].pk


def unreached_again() -> Iterator[Done]:
    """Each letter whose sender has not been reached."""
    done = Done("联系不上的来信")
    for number in list(UnreachedLetter.objects.values_list("pk", flat=True)):
        done.seen += 1
        with transaction.atomic():
            row = UnreachedLetter.objects.select_for_update(of=("self",)).filter(pk=number).first()
            if row is not None and not is_under_newest(bytes(row.sealed)):
                try:
                    sealed = seal(unseal(bytes(row.sealed)))
                except InvalidTag:
                    done.unreadable += 1
                else:
                    UnreachedLetter.objects.filter(pk=number).update(sealed=sealed)
                    done.again += 1
        yield done


def personal_files_again() -> Iterator[Done]:
    """Each file of a personal kind, and each of a letter whose sender has not been reached."""
    done = Done("申请人的证明文件")
    yield from _files_again(RequestFile.objects.filter(kind__in=SEALED_KINDS), done)
    yield from _files_again(UnreachedFile.objects.all(), done)


def _files_again(chosen: Any, done: Done) -> Iterator[Done]:
    """A new copy is in the store before the row names it, the old one goes last."""
    files = chosen.order_by("pk")
    for number in list(files.values_list("pk", flat=True)):
        done.seen += 1
        file = files.get(pk=number)
        try:
            sealed = file.read()
            if not is_under_newest(sealed):
                _replace(file, seal(unseal(sealed)))
                done.again += 1
        except (InvalidTag, OSError):
            done.unreadable += 1
        yield done


def _replace(file: StoredFile, sealed: bytes) -> None:
    old, digest = file.file.name, digest_of(sealed)
    path = store_content(place_of(file.folder, digest, file.name), sealed)
    records: Any = type(file)._default_manager
    with transaction.atomic():
        records.filter(pk=file.pk).update(file=path, sha256=digest)
        if not records.filter(file=old).exists():
            transaction.on_commit(lambda: private_store().delete(old))
