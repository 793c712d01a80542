"""The door for e-mail: a clerk drops the file; what it says waits, sealed, until the form that shows it is sent.

Nothing of it is a case before. With the case the mail itself is kept as it came, and its digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.documents.mail import MEDIA_TYPE, Enclosed, Mail
from gongkai.papers.request_letter import Writer
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.actions.register import LONGEST, LONGEST_FACT, Brought
from gongkai.web.casework.requests.files import NewFile, check_file
from gongkai.web.casework.requests.models import DisclosureRequest, FileKind
from gongkai.web.casework.requests.people import ApplicantFacts, person_of
from gongkai.web.casework.requests.shelf import Shelf
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.store import digest_of
from gongkai.web.files.uploads import shown_name

LARGEST_MAIL = 50 * 1024 * 1024
MOST_ENCLOSED = 20
# Shorter than that it says only where the request is.
SHORT = 30
ORIGINAL = "来信原件.eml"
# A working day.
ASIDE = Shelf("mails", seconds=8 * 3600, most=200)
# A file that stays within the mail, and one whose kind its name does not tell.
STAYS, UNTOLD = "stays", ""
_IDENTITY = ("身份证", "营业执照", "信用代码", "护照", "通行证", "居住证")
_POWER = ("委托书", "授权")


@dataclass(frozen=True)
class Waiting:
    """A mail that waits to be registered.

    Attributes:
        body: the number of the body for which it was dropped.
        person: who asks, as far as the mail says so.
        text: what is asked for.
        came_on: the day it arrived; None where it names none, or one that has not come yet.
        files: what is enclosed and may be kept by itself.
        kinds: of each file, what its name tells of it: a kind, or `UNTOLD`.
        told: sentences for whoever registers it.
        original: the mail as it came.
        message_digest: of its Message-ID, empty without one.
    """

    body: int
    person: ApplicantFacts
    text: str
    came_on: date | None
    files: tuple[NewFile, ...]
    kinds: tuple[str, ...]
    told: tuple[str, ...]
    original: bytes
    message_digest: str

    def brought(self, kinds: Iterable[str]) -> Brought:
        """What goes to the case: the mail, and the files for which a kind was chosen, in their order."""
        chosen = tuple(
            replace(file, kind=FileKind(kind))
            for file, kind in zip(self.files, kinds, strict=True)
            if kind != STAYS
        )
        mail = NewFile(FileKind.MAIL, ORIGINAL, self.original, MEDIA_TYPE)
        return Brought(mail, chosen, digest_of(self.original), self.message_digest)


def take_mail(body: PublicBody, *, acting_user: User, at: datetime, name: str, data: bytes) -> str:
    """Read a mail and put it aside; gives the name by which its form takes it up.

    Raises:
        FileRefused: it is too large or no mail; the sentence says what to do.
    """
    require(acting_user, HANDLE, body)
    name = shown_name(name)
    refuse_large_mail(name, len(data))
    digest = digest_of(data)
    try:
        mail, writer = pool.run(jobs.mail, data, name, name=name, of=digest)
    except DocumentError as error:
        raise FileRefused(str(error)) from error
    waiting = _waiting(body, mail, writer, data, timezone.localdate(at))
    facts = {
        "by": acting_user.pk,
        "body": waiting.body,
        "person": asdict(waiting.person),
        "text": waiting.text,
        "came_on": waiting.came_on.isoformat() if waiting.came_on else "",
        "files": [(file.name, file.media_type) for file in waiting.files],
        "kinds": waiting.kinds,
        "told": waiting.told,
        "message_digest": waiting.message_digest,
    }
    return ASIDE.put(facts, [waiting.original, *(file.data for file in waiting.files)])


def refuse_large_mail(name: str, size: int) -> None:
    """Raises `FileRefused` for a mail of so many bytes."""
    if size > LARGEST_MAIL:
        raise FileRefused(
            _("邮件“{name}”超过 50 MB；请照邮件手工登记，把附件单独存下来上传。").format(
                name=shown_name(name)
            )
        )


def look(name: str, *, by: User) -> Waiting | None:
    """What waits under that name for whoever dropped it; None for anybody else, and where it waited too long."""
    found = ASIDE.look(name)
    if found is None or found[0]["by"] != by.pk:
        return None
    facts, (original, *contents) = found
    files = tuple(
        NewFile(FileKind.CONTENT, shown, data, media_type)
        for (shown, media_type), data in zip(facts["files"], contents, strict=True)
    )
    person = person_of(facts["person"])
    came_on = date.fromisoformat(facts["came_on"]) if facts["came_on"] else None
    return Waiting(
        facts["body"],
        person,
        facts["text"],
        came_on,
        files,
        tuple(facts["kinds"]),
        tuple(facts["told"]),
        original,
        facts["message_digest"],
    )


def _waiting(body: PublicBody, mail: Mail, writer: Writer, data: bytes, on: date) -> Waiting:
    letter = mail.original or mail
    came_on, when = _came_on(mail, on)
    files, refused = _files(_enclosed(mail))
    text, about = _text(letter)
    person = ApplicantFacts(
        (writer.name or letter.sender)[:LONGEST_FACT],
        writer.identity_number,
        writer.phone,
        writer.address[:LONGEST_FACT],
        _address(writer.email) or _address(letter.address),
    )
    told = [
        *_same(body, digest_of(data), mail.message_digest),
        *([_passed_on(mail, letter)] if mail.original else []),
        *_name_told(writer, letter),
        *when,
        *about,
        *refused,
        *(f"{note}。" for note in mail.notes),
    ]
    kinds = tuple(_kind_told(file) for file in files)
    return Waiting(
        body.pk, person, text, came_on, files, kinds, tuple(told), data, mail.message_digest
    )


def _enclosed(mail: Mail) -> tuple[Enclosed, ...]:
    """The files of the mail and of the one it passes on, which itself is within the mail as it came."""
    if mail.original is None or not mail.original.enclosed:
        return mail.enclosed
    own = [each for each in mail.enclosed if each.media_type != MEDIA_TYPE]
    return (*mail.original.enclosed, *own)


def _files(enclosed: tuple[Enclosed, ...]) -> tuple[tuple[NewFile, ...], list[str]]:
    """What may be kept by itself, and a sentence for each that may not: it is in the mail as it came."""
    kept: list[NewFile] = []
    told: list[str] = []
    for each in enclosed[:MOST_ENCLOSED]:
        try:
            kept.append(check_file(FileKind.CONTENT, each.name, each.data))
        except FileRefused as error:
            told.append(_("{error}这个附件在邮件原件里，没有单独存。").format(error=error))
    if len(enclosed) > MOST_ENCLOSED:
        told.append(
            _("邮件有 {number} 个附件，只列出前 {most} 个；其余的在邮件原件里。").format(
                number=len(enclosed), most=MOST_ENCLOSED
            )
        )
    return tuple(kept), told


def _kind_told(file: NewFile) -> str:
    """What a file is by its name; a picture whose name says nothing is looked at by somebody."""
    if any(word in file.name for word in _POWER):
        return FileKind.POWER.value
    if any(word in file.name for word in _IDENTITY):
        return FileKind.IDENTITY.value
    return UNTOLD if file.media_type.startswith("image/") else FileKind.CONTENT.value


def _came_on(mail: Mail, on: date) -> tuple[date | None, list[str]]:
    """The day it arrived: as the receiving server has stamped it, else as the sender's machine says."""
    moment = mail.arrived_at or mail.sent_at
    if moment is None:
        return None, [_("邮件里没有可以读的日期；请照邮箱里显示的填写到达之日。")]
    day = timezone.localdate(moment)
    if day > on:
        return None, [
            _("邮件写的日期是 {day}，晚于今天，没有采用；请照邮箱里显示的填写到达之日。").format(
                day=day
            )
        ]
    return day, []


def _text(letter: Mail) -> tuple[str, list[str]]:
    """What is asked for, within the bound of the form."""
    text = letter.text.replace("\x00", "")
    told = []
    if len(text) < SHORT:
        text = "\n".join(filter(None, (letter.subject, text)))
        if letter.enclosed:
            told.append(_("邮件正文很短，申请的内容可能在附件里；请打开附件，照附件补全。"))
    if len(text) > LONGEST:
        told.append(
            _("邮件正文有 {words} 字，这里放前 {longest} 字；全文在邮件原件里。").format(
                words=len(text), longest=LONGEST
            )
        )
    return text[:LONGEST], told


def _name_told(writer: Writer, letter: Mail) -> Iterator[str]:
    if writer.name:
        return
    if letter.sender:
        yield _(
            "申请人按发件人显示的名称“{name}”预填，可能是昵称；请照正文和身份证明核对。"
        ).format(name=letter.sender)
    else:
        yield _("邮件没有写发件人的姓名；请照正文和身份证明填写申请人。")


def _passed_on(mail: Mail, letter: Mail) -> str:
    return _(
        "这是转发的邮件：转发人{who}，原发件人{writer}，下面按原邮件预填；请核对谁是申请人。"
    ).format(who=_named(mail), writer=_named(letter))


def _named(mail: Mail) -> str:
    return " ".join(filter(None, (mail.sender, mail.address)))


def _same(body: PublicBody, digest: str, message_digest: str) -> Iterator[str]:
    """That the very mail has been registered before."""
    is_it = Q(mail__sha256=digest)
    if message_digest:
        is_it |= Q(mail__message_digest=message_digest)
    cases = DisclosureRequest.objects.filter(is_it, body=body).select_related("body")
    for case in cases.order_by("pk")[:3]:
        yield _("这封邮件已经在 {day} 登记为 {number}；是同一件的，不要再登记。").format(
            day=timezone.localdate(case.registered_at), number=case.number
        )


def _address(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address[:LONGEST_FACT]
