"""The three statutory tables: rows, columns and figures, each cell with its place or with the reason why it has none."""

from gongkai.report.reading.tables.assembly import read_tables

__all__ = ["read_tables"]
