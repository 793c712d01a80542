"""文书 documents: any office file in, any office file out; no idea what a report is."""

from gongkai.documents.opening import open_bytes, open_document

__all__ = ["open_bytes", "open_document"]
