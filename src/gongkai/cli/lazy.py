"""Command groups that import a command only when it is called, so that start-up stays short."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class CommandsByName(click.Group):
    """A group over a table of names: name → (`module:attribute`, one-line summary)."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, so that `--help` imports none of them."""
        with formatter.section("命令"):
            formatter.write_dl([(name, summary) for name, (_, summary) in self.table.items()])
