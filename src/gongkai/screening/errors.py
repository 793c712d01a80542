"""What can go wrong in screening and masking; no sentence holds what was found."""

from __future__ import annotations


class ScreeningError(Exception):
    """Root of this floor's errors; `str(error)` is one Chinese sentence with the next step."""


class ProfileInvalid(ScreeningError):
    """A masking profile that cannot be used; `name` is its file, `key` the entry."""

    def __init__(self, name: str, key: str, found: str) -> None:
        self.name, self.key, self.found = name, key, found
        super().__init__(f"遮盖方案“{name}”的 {key}：{found}；请对照随附的 county.toml 改正。")


class ListInvalid(ScreeningError):
    """A list of words that cannot be used; `name` is its file, `key` the entry."""

    def __init__(self, name: str, key: str, found: str) -> None:
        self.name, self.key, self.found = name, key, found
        super().__init__(f"词表“{name}”的 {key}：{found}；请对照随附的 wording.toml 改正。")


class PackageInvalid(ScreeningError):
    """A package of wordings that cannot be used; `name` is its file, `key` the part."""

    def __init__(self, name: str, key: str, found: str) -> None:
        self.name, self.key, self.found = name, key, found
        super().__init__(
            f"词库更新包“{name}”的 {key}：{found}；请向发布单位重新索取，不要使用这个包。"
        )


class VerifierMissing(ScreeningError):
    """The library that checks signatures is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "没有安装验证签名的组件 cryptography；请安装 gongkai[web] 后再导入词库更新包。"
        )


class IgnoringInvalid(ScreeningError):
    """A record of ignored findings that cannot be read; `name` is its file."""

    def __init__(self, name: str, key: str, found: str) -> None:
        self.name, self.key, self.found = name, key, found
        super().__init__(
            f"忽略记录“{name}”的 {key}：{found}；每条须有 fingerprint、by、why、on 四项。"
        )


class ChoiceNotAllowed(ScreeningError):
    """A choice for a column that the law does not leave; `column` is its head, `allowed` what may be chosen."""

    def __init__(self, column: str, *, choice: str, allowed: tuple[str, ...], cite: str) -> None:
        self.column, self.choice, self.allowed, self.cite = column, choice, allowed, cite
        super().__init__(f"“{column}”列不能选“{choice}”（{cite}）；请改选 {'、'.join(allowed)}。")


class Unmaskable(ScreeningError):
    """A file of which no clean copy can be made; `name` is its masked name, `remains` the labels of what would stay."""

    def __init__(
        self, name: str, *, found: str, next_step: str, remains: tuple[str, ...] = ()
    ) -> None:
        self.name, self.found, self.next_step, self.remains = name, found, next_step, remains
        super().__init__(f"文件“{name}”不能生成干净的副本：{found}；{next_step}。")
