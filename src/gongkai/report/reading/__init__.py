"""From a file to the annual report in it: parts, cells, who reports on which year, what the prose says."""

from gongkai.report.reading.reports import read_file, read_report

__all__ = ["read_file", "read_report"]
