"""The report clinic: anybody drops an annual report and reads the findings beside its text; nothing is kept."""

from __future__ import annotations

import threading
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.documents.limits import MEBIBYTE
from gongkai.web.accounts.origin import client_network
from gongkai.web.files.uploads import shown_name
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.errors import ActionError
from gongkai.web.office.limits import is_too_often
from gongkai.web.reporting.reading import examined, mended_copy

LARGEST = 20 * MEBIBYTE
PER_HOUR = 60
# One at a time in each process: who works in the office never waits behind the street.
_turn = threading.BoundedSemaphore(1)


class ClinicForm(forms.Form):
    """A report as a file."""

    file = forms.FileField(
        label=_lazy("年度报告"),
        help_text=_lazy("Word、WPS、PDF、网页或文本，不超过 20 MB。"),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("文件“{name}”超过 20 MB；请压缩图片或者另存为 Word 后再试。").format(
                    name=file.name
                )
            )
        return file


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clinic(request: HttpRequest) -> HttpResponse:
    """The form; after it the findings beside the text, or the report in the prescribed form as Word."""
    form, status, page = ClinicForm(request.POST or None, request.FILES or None), HTTPStatus.OK, ""
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            file = form.cleaned_data["file"]
            if is_too_often(
                "clinic", client_network(request), per_hour=PER_HOUR
            ) or not _turn.acquire(timeout=5):
                status = HTTPStatus.TOO_MANY_REQUESTS
                form.add_error("file", _("现在核对的人较多，请过几分钟再试。"))
            else:
                try:
                    name, content = shown_name(file.name), file.read()
                    if "mended" in request.POST:
                        return hand_out(*mended_copy(name, content))
                    page, status = examined(name, content).page, HTTPStatus.OK
                except ActionError as error:
                    form.add_error("file", str(error))
                finally:
                    _turn.release()
    return render(request, "portal/clinic.html", {"form": form, "page": page}, status=status)
