"""Files by content, in a store that no address reaches."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class FilesConfig(AppConfig):
    """Serves every room that receives or keeps files."""

    name = "gongkai.web.files"
    label = "files"
    verbose_name = _lazy("文件")
