"""Papers as a clerk hands them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gongkai.web.files.forms import ManyFilesField, ManyFilesInput
from gongkai.web.supervision.papers.keeping import Paper, look_at

MOST_FILES = 9


class PapersField(ManyFilesField):
    """Photos or office files, looked at before anything is saved."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Paper]:
        files = super().clean(data, initial)
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("一次最多 {most_files} 个文件。").format(most_files=MOST_FILES)
            )
        return [look_at(file.name, file.read()) for file in files]
