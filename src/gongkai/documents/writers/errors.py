"""What can go wrong with writing a file: one root, one Chinese sentence."""

from __future__ import annotations


class WriterError(Exception):
    """Root of the errors raised by `gongkai.documents.writers`."""


class FontsMissing(WriterError):
    """The machine has no face with simplified Chinese shapes; `wanted` names faces that would do."""

    def __init__(self, wanted: tuple[str, ...]) -> None:
        self.wanted = wanted
        super().__init__(
            f"本机没有可用的简体中文字体，生成 PDF 应有 {'、'.join(wanted)} 等字体之一；"
            "请安装字体（Debian：apt install fonts-noto-cjk）后再试，或者改存为 .docx。"
        )


class NotWritten(WriterError):
    """The file cannot be written; `reason` says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"文件没有生成：{reason}；请改存为 .docx 再试。")
