"""What can go wrong when a letter is written. Each error carries its facts and one Chinese sentence."""

from __future__ import annotations


class LetterError(Exception):
    """The root of this floor's errors.

    Attributes:
        message: one Chinese sentence.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class FactsMissing(LetterError):
    """A letter is asked for without facts that it must state.

    Attributes:
        letter: its label.
        names: the facts that are missing, by their codes.
    """

    def __init__(self, letter: str, names: tuple[str, ...]) -> None:
        super().__init__(f"“{letter}”还缺少应当写明的内容：{'、'.join(names)}；请补上后再生成。")
        self.letter = letter
        self.names = names


class FactsUnknown(LetterError):
    """A letter is given facts that it has no place for.

    Attributes:
        letter: its label.
        names: the facts, by their codes.
    """

    def __init__(self, letter: str, names: tuple[str, ...]) -> None:
        super().__init__(f"“{letter}”没有可以写入{'、'.join(names)}的地方；请核对文书的种类。")
        self.letter = letter
        self.names = names


class DeclarationError(LetterError):
    """A declaration in `texts/` is wrong.

    Attributes:
        file, letter: where.
    """

    def __init__(self, file: str, letter: str, problem: str) -> None:
        super().__init__(f"{file}：{letter} {problem}。")
        self.file = file
        self.letter = letter
