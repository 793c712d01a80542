"""Files as a clerk hands them in: several at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.files.uploads import LARGEST_FILE


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """A list of files, perhaps empty."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        single = super().clean
        for each in data if isinstance(data, (list, tuple)) else [data]:
            # Before it is read into memory.
            if each is not None and each is not False and each.size > LARGEST_FILE:
                raise forms.ValidationError(
                    _("文件“{each_name}”超过 100 MB；请压缩或拆分后再上传。").format(
                        each_name=each.name
                    )
                )
        if isinstance(data, (list, tuple)):
            return [single(each, initial) for each in data]
        return [single(data, initial)] if data else []


class AnyFilesField(ManyFilesField):
    """Files of which one may be empty: whoever takes them says so of that one, and takes the others."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"allow_empty_file": True, **kwargs})


class FilesForm(forms.Form):
    """More files."""

    files = ManyFilesField(label=_lazy("附件"))
