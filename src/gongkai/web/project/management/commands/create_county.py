"""Begin an empty installation: the site, the first body, its catalogue and its administrator."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.actions.manage_user import add_user
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.body import establish_body
from gongkai.web.bodies.actions.create_site import create_site
from gongkai.web.bodies.actions.role import give_role
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.bodies.models.body import PUBLIC_KINDS
from gongkai.web.project.fresh import bring_up_to_date
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.catalogue.actions.standard import adopt_standard
from gongkai.web.publishing.catalogue.models import county_of


class Command(BaseCommand):
    """What no screen can do, since nobody may sign in yet. Everything else is done on screens."""

    help = "在空的平台上建立第一个机关、公开目录和管理员账号，打印一次性口令。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="机关全称，如 青山县人民政府")
        parser.add_argument("--short", required=True, help="简称，如 青山县")
        parser.add_argument("--code", required=True, help="机构编码，用于索引号和网址")
        parser.add_argument(
            "--kind",
            default=Kind.COUNTY_GOVERNMENT.value,
            choices=sorted(kind.value for kind in PUBLIC_KINDS),
            help="类别；只给一个乡镇用时填 township",
        )
        parser.add_argument("--username", required=True, help="管理员的用户名")
        parser.add_argument("--administrator", required=True, help="管理员的姓名")
        parser.add_argument("--second-username", help="第二名管理员的用户名，与下一项同填")
        parser.add_argument("--second-administrator", help="第二名管理员的姓名")
        parser.add_argument(
            "--on", type=date.fromisoformat, help="从哪一天起（年-月-日），不填为今天"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        bring_up_to_date()
        if PublicBody.objects.exists():
            raise CommandError("平台上已有机关；请由管理员登录，在“机构”中增加。")
        if bool(options["second_username"]) != bool(options["second_administrator"]):
            raise CommandError("第二名管理员的用户名和姓名须同时填写。")
        try:
            passwords = _create(options, options["on"] or timezone.localdate(), timezone.now())
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error
        self.stdout.write(f"已建立“{options['name']}”。")
        for username, password in passwords:
            self.stdout.write(f"管理员“{username}”的一次性口令：{password}")
        self.stdout.write(
            "首次登录须修改口令；然后在“机构”中设立下级机关，在“用户”中增加人员。\n"
            "审核、发布和管理的角色须两名管理员办理；只有一名的，用 grant_exception 记录例外。"
        )


@transaction.atomic
def _create(options: dict[str, Any], on: date, at: datetime) -> list[tuple[str, str]]:
    create_site(acting_user=PLATFORM, title=f"{options['short']}政府信息公开", at=at)
    body = establish_body(
        acting_user=PLATFORM,
        code=options["code"],
        name=options["name"],
        short_name=options["short"],
        kind=options["kind"],
        on=on,
        at=at,
    )
    load_catalogue(acting_user=PLATFORM, at=at, county=county_of(body))
    adopt_standard(county_of(body), acting_user=PLATFORM, at=at, on=on)
    people = [(options["username"], options["administrator"])]
    if options["second_username"]:
        people.append((options["second_username"], options["second_administrator"]))
    passwords = []
    for username, name in people:
        user, password = add_user(acting_user=PLATFORM, at=at, username=username, name=name)
        give_role(
            user, body=body, role=Role.ADMINISTRATOR, acting_user=PLATFORM, starts_on=on, at=at
        )
        passwords.append((username, password))
    return passwords
