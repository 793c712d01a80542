"""Errors of the report floor. A bad report is a finding; these are bad data files and files that hold no report."""

from __future__ import annotations


class ReportError(Exception):
    """Root of the errors raised by `gongkai.report`."""


class NotAReport(ReportError):
    """The file was opened, but holds no annual report; `found` says what it holds, `expected` what it should."""

    def __init__(
        self,
        name: str,
        found: str = "没有找到年度报告的标题、六个部分或表格",
        expected: str = "政府信息公开工作年度报告",
    ) -> None:
        self.name = name
        self.found = found
        self.expected = expected
        super().__init__(f"文件“{name}”：{found}，应为{expected}；请确认是否选错了文件。")


class TooLong(NotAReport):
    """The file holds far more words or rows than any annual report."""


class DismissalInvalid(ReportError):
    """A record of dismissed findings that cannot be used; `name` is its file, `key` the entry."""

    def __init__(self, name: str, key: str, found: str) -> None:
        self.name, self.key, self.found = name, key, found
        super().__init__(
            f"忽略记录“{name}”的 {key}：{found}；每条须有 code、fingerprint、reason、on 四项，请改正。"
        )


class EditionError(ReportError):
    """An edition file of the package is broken; names the file and the key."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        self.file = file
        self.key = key
        self.problem = problem
        super().__init__(f"editions/{file}: {key}: {problem}")
