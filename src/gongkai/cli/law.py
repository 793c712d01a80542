"""`gongkai law`: what an article says, and what this software does about it."""

from __future__ import annotations

import re

import click

from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.statute.citations import Citation, load_instruments, number_in, resolve
from gongkai.statute.duties import duties_under
from gongkai.statute.errors import StatuteError
from gongkai.statute.parameters import load_parameters
from gongkai.statute.settings import load_settings


@click.command(
    cls=PlainCommand,
    epilog="例：gongkai law 33    gongkai law 第三十三条    gongkai law fees-2020#6",
)
@click.argument("article", metavar="[条款]", required=False)
def law(article: str | None) -> None:
    """查一条法规：要点、期限与数额、设置、本软件为这一条做了什么。不写条款则列出全部法规文件。"""
    try:
        text = _instruments() if article is None else _article(_cite(article))
    except StatuteError as error:
        raise Refusal(error.message) from error
    click.echo("\n".join(text))


def _cite(text: str) -> str:
    """What the caller wrote as a citation; a bare number is an article of the Regulations of 2019."""
    written = text.strip().strip("《》")
    match = re.fullmatch(
        r"(?:政府信息公开)?(?:条例》?)?第?([零一二三四五六七八九十百]+|[0-9]+)条?", written
    )
    if match is None:
        return re.sub(r"^([0-9]+(?:\.[0-9]+)+)$", r"ogi-2019#\1", written)
    return f"ogi-2019#{number_in(match[1]) or match[1]}"


def _instruments() -> list[str]:
    return [
        f"{instrument.id:<32}{instrument.short}"
        for instrument in load_instruments().values()
        if instrument.kind != "holiday notice"
    ]


def _article(cite: str) -> list[str]:
    place = resolve(cite)
    text = [str(place), *_gist(place), ""]
    for value in load_parameters().values():
        for version in value.values:
            if _within(version.cite, cite):
                amount = value.in_chinese(version)
                text.append(f"期限与数额：{value.label}——{amount}（自{version.begins}起）")
    for setting in load_settings().values():
        if any(_within(touched, cite) for touched in setting.touches):
            text.append(
                f"设置 {setting.id}：{setting.label}，默认“{setting.default}”。{setting.why}"
            )
    duties = duties_under(cite)
    for duty in duties:
        state = f"已验证（{len(duty.tests)}项测试）" if duty.tests else f"未验证：{duty.pending}"
        text.append(f"职责 {duty.id}：{duty.text}——{state}")
    if not duties:
        text.append("职责：本软件没有登记可由软件承担的职责。")
    return text


def _within(cite: str, asked: str) -> bool:
    return cite == asked or cite.startswith((f"{asked}.", f"{asked}#"))


def _gist(place: Citation) -> list[str]:
    instrument = place.instrument
    if place.article is not None:
        article = instrument.articles[place.article]
        note = "" if article.compared and instrument.checked else "（未与公布的文本逐字核对）"
        return [f"要点：{article.gist}{note}"]
    known = [instrument.title, instrument.number or "", instrument.note or ""]
    return [part for part in known if part]
