"""A person changes their own password."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import FormerPassword, User
from gongkai.web.accounts.signals import password_changed


@transaction.atomic
def change_password(
    user: User, *, old: str, new: str, request: HttpRequest | None = None, at: datetime
) -> None:
    """Set the new password once the old one is right and the new one keeps the rules.

    Raises:
        ValidationError: a sentence for the field.
    """
    if not user.check_password(old):
        raise ValidationError(_("原口令不正确，请重新输入。"), code="wrong_password")
    validate_password(new, user)
    if user.password:
        FormerPassword.objects.create(user=user, password=user.password, replaced_at=at)
    user.set_password(new)
    user.must_change_password = False
    user.password_changed_at = at
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    password_changed.send(sender=User, user=user, acting_user=user, request=request, at=at)
