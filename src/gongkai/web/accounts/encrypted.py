"""Columns that are sealed, and what is shown where no key of the installation opens one: nothing, and a sentence."""

from __future__ import annotations

from typing import Any, NoReturn

from cryptography.fernet import InvalidToken
from django.db import models
from django.utils.translation import gettext as _
from encrypted_fields.fields import EncryptedFieldMixin

# How every sealed value begins: the version of its form, in base64.
_SEALED = "gAAAA"


class KeyDoesNotFit(Exception):
    """A sealed value was to be read, and no key of the installation opens it."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(
            _(
                "“{field}”是加密保存的，现有密钥都打不开；请把当时用的密钥加到设置里（逗号分隔，放在后面）再启动。"
            ).format(field=field)
        )


class Unopened(str):
    """A value that no key opens. It can be saved again as it lies there; whoever reads it gets the sentence."""

    field = ""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise KeyDoesNotFit(self.field)

    __str__ = __repr__ = __format__ = __len__ = __iter__ = __getitem__ = __contains__ = _refuse
    __add__ = __radd__ = __mod__ = encode = strip = split = splitlines = replace = casefold = (
        _refuse
    )
    lower = upper = startswith = endswith = join = find = _refuse


class _SealedMixin(EncryptedFieldMixin):  # type: ignore[misc]  # a library without types
    """A text under the keys of the installation; in migrations it is the library's own field."""

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path.replace(f"{__name__}.Sealed", "encrypted_fields.fields.Encrypted"),
            args,
            kwargs,
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if not isinstance(value, str) or not value.startswith(_SEALED):
            return value
        try:
            return self.f.decrypt(value.encode()).decode()
        except InvalidToken:
            unopened = Unopened(value)
            unopened.field = str(self.verbose_name)
            return unopened

    def get_prep_value(self, value: Any) -> Any:
        return str.__str__(value) if isinstance(value, Unopened) else super().get_prep_value(value)


class SealedCharField(_SealedMixin, models.CharField):
    """A line that is sealed."""


class SealedTextField(_SealedMixin, models.TextField):
    """A text that is sealed."""
