"""Files by content, in a store that no address reaches."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class FilesConfig(AppConfig):
    """Serves every room that receives or keeps files."""

    name = "gongkai.web.files"
    label = "files"
    verbose_name = _lazy("文件")

    def ready(self) -> None:
        from gongkai.web.files.named import JOB, check_a_while, in_the_middle
        from gongkai.web.schedule.jobs import provide_job

        provide_job(JOB, check_a_while, waiting=in_the_middle, daily=True)
