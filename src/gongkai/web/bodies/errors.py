"""What cannot be done with bodies."""

from gongkai.web.office.errors import ActionError as BodyError

__all__ = ["BodyError"]
