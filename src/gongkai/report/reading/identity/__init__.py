"""Who reports on which year, and on what evidence."""

from gongkai.report.reading.identity.whose import read_identity

__all__ = ["read_identity"]
