"""Command groups that import a command only when it is called, so that start-up stays short."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from gongkai.cli.refusal import PlainHelp, Refusal


class CommandsByName(PlainHelp, click.Group):
    """A group over a table of names: name → (`module:attribute`, one-line summary)."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, subcommand_metavar="命令 …", **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, imported now, or None."""
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called, or a sentence on which there are."""
        if args and args[0] not in self.table:
            names = "、".join(self.table)
            raise Refusal(f"没有命令“{args[0]}”，可用的命令：{names}；可用 --help 查看说明。")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, so that `--help` imports none of them."""
        with formatter.section("命令"):
            formatter.write_dl([(name, summary) for name, (_, summary) in self.table.items()])
