"""Files by content, in a store that no address reaches."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Serves every room that receives or keeps files."""

    name = "gongkai.web.files"
    label = "files"
    verbose_name = "文件"
