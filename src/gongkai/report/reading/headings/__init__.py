"""Title, preface, parts and signature: where each begins and ends."""

from gongkai.report.reading.headings.sections import SectionSplit, split_sections

__all__ = ["SectionSplit", "split_sections"]
