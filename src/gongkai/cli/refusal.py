"""A wrong call answered in one Chinese sentence and exit code 2, never with a traceback."""

from __future__ import annotations

from typing import IO, Any

import click


class Refusal(click.ClickException):
    """Ends a command: the message alone goes to standard error, the exit code is 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the sentence."""
        click.echo(self.format_message(), file=file, err=file is None)


def in_chinese(error: click.UsageError) -> str:
    """A usage error of click as one Chinese sentence."""
    if isinstance(error, click.NoSuchOption):
        return f"没有选项“{error.option_name}”，可用 --help 查看全部选项。"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        if error.param is not None and error.param.param_type_name == "option":
            name = error.param.opts[0]
        return f"缺少“{name}”，可用 --help 查看用法。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项“{error.option_name}”缺少取值或写法不对，可用 --help 查看用法。"
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[0]
        return f"“{name}”的取值不对（{error.message}），可用 --help 查看用法。"
    return f"命令写法不对（{error.format_message()}），可用 --help 查看用法。"


class PlainHelp(click.Command):
    """Usage, options and usage errors in Chinese; `-h` is `--help`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs["context_settings"] = {
            "help_option_names": ["-h", "--help"],
            "max_content_width": 100,
            **(kwargs.get("context_settings") or {}),
        }
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`-h`, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法："
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [item for item in self.get_params(ctx) if isinstance(item, click.Option)]
        records = [record for item in options if (record := item.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and answer a wrong call in Chinese."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if isinstance(error, click.exceptions.NoArgsIsHelpError):
                raise
            raise Refusal(in_chinese(error)) from error


class PlainCommand(PlainHelp):
    """A command that speaks Chinese."""
