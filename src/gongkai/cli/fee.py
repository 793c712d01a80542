"""`gongkai fee`: the information processing fee, band by band."""

from __future__ import annotations

import json
from datetime import date

import click

from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.statute.errors import StatuteError
from gongkai.statute.event_text import parse_day
from gongkai.statute.fees import Fee, fee_by_items, fee_by_pages
from gongkai.statute.trace import cite_in_chinese


@click.command(
    cls=PlainCommand,
    epilog="例：gongkai fee --items 41    gongkai fee --items 2 --already 30    gongkai fee --pages 250",
)
@click.option("--items", metavar="件数", help="按件：同一申请人一个自然月内的申请件数。")
@click.option("--already", metavar="件数", help="按件：本月此前已有的件数，只算新增部分。")
@click.option("--pages", metavar="页数", help="按量：一件申请提供的页数（A4单面）。")
@click.option("--on", metavar="日期", help="以哪一天的标准计算；不写为今天。")
@click.option("--json", "as_json", is_flag=True, help="输出JSON。")
def fee(
    items: str | None, already: str | None, pages: str | None, on: str | None, as_json: bool
) -> None:
    """计算信息处理费，列出每一档；每件申请只能选按件、按量之一。"""
    if (items is None) == (pages is None):
        raise Refusal(
            "请用--items（按件）或--pages（按量）之一；同一申请不得两种并收（办法第三条）。"
        )
    if already is not None and items is None:
        raise Refusal("--already只用于按件计收。")
    try:
        day = parse_day(on, "--on") if on else date.today()  # noqa: DTZ011  # the clerk's own calendar day
        charge = (
            fee_by_items(
                _whole(items, "--items"), on=day, already=_whole(already or "0", "--already")
            )
            if items is not None
            else fee_by_pages(_whole(pages or "", "--pages"), on=day)
        )
    except StatuteError as error:
        raise Refusal(error.message) from error
    click.echo(_as_json(charge) if as_json else "\n".join(_as_text(charge)))


def _whole(text: str, what: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Refusal(f"{what}为“{text}”，应为整数。")
    return int(text)


def _as_text(charge: Fee) -> tuple[str, ...]:
    return (*charge.in_chinese(), f"依据：{cite_in_chinese(charge.cite)}")


def _as_json(charge: Fee) -> str:
    return json.dumps(
        {
            "total": charge.total,
            "unit": charge.unit,
            "cite": charge.cite,
            "lines": [
                {
                    "from": line.first,
                    "to": line.last,
                    "count": line.count,
                    "rate": line.rate,
                    "amount": line.amount,
                }
                for line in charge.lines
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
