"""行政区划 divisions: the provinces, prefectures, counties and townships of the country, with their codes."""

from gongkai.divisions.register import Division, Rank, Register, register

__all__ = ["Division", "Rank", "Register", "register"]
