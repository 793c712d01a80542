"""Seal again what older keys have sealed, so that they can be taken out of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.encrypted import Unopened
from gongkai.web.accounts.models import User
from gongkai.web.accounts.models.user import phone_digest
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.casework.requests.rotation import (
    applicants_again,
    personal_files_again,
    unreached_again,
)
from gongkai.web.files.rotation import Done, column_again, files_again, sealed_columns
from gongkai.web.journal import acts
from gongkai.web.journal.recording import record
from gongkai.web.journal.verification import verify
from gongkai.web.portal.alerts import marks_again


class Command(BaseCommand):
    """May be broken off and begun again at any time; the platform goes on meanwhile."""

    help = "把旧密钥加密的内容改用新密钥重新加密：字段、文件、申请人资料、查询码、入户清单的密钥和留痕链尾的封签。可随时中断，再运行即接着做。"

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        if not verdict.sound:
            # A new seal would cover what is wrong.
            raise CommandError(f"{verdict.found}查明以前不换密钥。")
        walks: list[Iterator[Done]] = [
            *(column_again(model, field) for model, field in sealed_columns()),
            applicants_again(),
            unreached_again(),
            # Before the store's own key: they are sealed within.
            personal_files_again(),
            files_again(),
        ]
        again = unreadable = 0
        for walk in walks:
            done = self._followed(walk)
            if done is not None:
                again, unreadable = again + done.again, unreadable + done.unreadable
        for user in User.objects.exclude(phone=None).only("phone"):
            if not isinstance(user.phone, Unopened):
                User.objects.filter(pk=user.pk).update(phone_digest=phone_digest(user.phone or ""))
        marks_again()
        with transaction.atomic():
            record(
                acts.KEYS_ROTATED,
                by=PLATFORM,
                after={"again": again, "unreadable": unreadable},
                at=timezone.now(),
            )
        if unreadable:
            raise CommandError(
                f"重新加密 {again} 处；另有 {unreadable} 处现有密钥都打不开：请把当时用的密钥加到设置里（逗号分隔，放在后面）再运行，旧密钥先不要删。"
            )
        self.stdout.write(
            f"重新加密 {again} 处，全部在新密钥之下。旧的字段密钥和申请人资料密钥可以从设置中删去；"
            "封签密钥的旧值也可以删去，链尾已用新密钥封签；请另行封存一份：以往留痕里的摘要只有用它才能与原文比对。"
        )

    def _followed(self, walk: Iterator[Done]) -> Done | None:
        """Go to the end of a walk and say how far it has come, not more often than one can read."""
        done, told = None, 0
        for done in walk:
            if done.seen - told >= 1000:
                told = done.seen
                self.stdout.write(f"{done.name}：已看 {done.seen}，重新加密 {done.again}……")
        if done is not None and done.seen:
            wrong = f"，打不开 {done.unreadable}" if done.unreadable else ""
            self.stdout.write(f"{done.name}：共 {done.seen}，重新加密 {done.again}{wrong}。")
        return done
