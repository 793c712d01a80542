"""Screen again everything that is public; an interruption costs at most one item."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.scans.actions import continue_scan, start_scan, stop_scan
from gongkai.web.publishing.scans.models import HitState, Scan, ScanHit, ScanState
from gongkai.web.publishing.scans.running import REST, run_scan
from gongkai.web.publishing.scans.workbook import write_workbook


class Command(BaseCommand):
    """The same command again goes on where the last one was interrupted."""

    help = "排查已发布的信息及附件；中断后再次运行同一命令即从断点继续。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--body", metavar="机构编码", help="只查一个机关及其下级；不填则查全部")
        parser.add_argument(
            "--due-only", action="store_true", help="只查现行筛查规则还没有查过的信息"
        )
        parser.add_argument(
            "--full-speed", action="store_true", help="不停顿（平时每查一件歇同样长的时间）"
        )
        parser.add_argument("--stop", action="store_true", help="暂停正在进行的排查")
        parser.add_argument("--export", metavar="文件.xlsx", type=Path, help="把排查清单写入文件")

    def handle(self, *args: Any, **options: Any) -> None:
        body = self._body(options["body"])
        try:
            if options["stop"]:
                self._stop(body)
            else:
                self._run(self._begin(body, options["due_only"]), options["full_speed"])
        except ActionError as error:
            raise CommandError(str(error)) from error
        if options["export"]:
            hits = ScanHit.objects.all()
            if body is not None:
                hits = hits.filter(item__body__lineage__startswith=body.lineage)
            with options["export"].open("wb") as file:
                written = write_workbook(hits, file)
            self.stdout.write(f"已写入 {options['export']}，{written} 条。")

    def _body(self, code: str | None) -> PublicBody | None:
        if not code:
            return None
        found = PublicBody.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"没有编码为“{code}”的机关；请核对机构编码。")
        return found

    def _stop(self, body: PublicBody | None) -> None:
        running = Scan.objects.filter(body=body, state=ScanState.RUNNING).first()
        if running is None:
            raise CommandError("没有正在进行的排查。")
        stop_scan(running, acting_user=PLATFORM, at=timezone.now())
        self.stdout.write("已暂停；再次运行同一命令即继续。")

    def _begin(self, body: PublicBody | None, due_only: bool) -> Scan:
        open_scans = Scan.objects.filter(body=body, only_due=due_only)
        for state in (ScanState.RUNNING, ScanState.STOPPED):
            scan = open_scans.filter(state=state).first()
            if scan is not None:
                self.stdout.write(f"从断点继续：已查 {scan.done}/{scan.total} 件。")
                if state == ScanState.STOPPED:
                    return continue_scan(scan, acting_user=PLATFORM, at=timezone.now())
                return scan
        return start_scan(body, acting_user=PLATFORM, only_due=due_only, at=timezone.now())

    def _run(self, scan: Scan, full_speed: bool) -> None:
        try:
            done = run_scan(scan, rest=0.0 if full_speed else REST, tell=self._tell)
        except KeyboardInterrupt:
            stopped = stop_scan(scan, acting_user=PLATFORM, at=timezone.now())
            raise CommandError(
                f"已暂停，已查 {stopped.done}/{stopped.total} 件；再次运行同一命令即继续。"
            ) from None
        waiting = ScanHit.objects.filter(scan=done, state=HitState.OPEN).count()
        self.stdout.write(
            f"{done.scope_label}：{done.get_state_display()}，已查 {done.done} 件，"
            f"{done.found} 件有问题，待处理 {waiting} 处。"
        )

    def _tell(self, scan: Scan) -> None:
        if scan.done % 100 == 0:
            self.stdout.write(f"已查 {scan.done}/{scan.total} 件，{scan.found} 件有问题")
            self.stdout.flush()
