"""What cannot be done with an item."""

from gongkai.web.office.errors import ActionError as PublishingError
from gongkai.web.office.errors import OwnWork, WrongState
from gongkai.web.vetting.errors import Blocked

__all__ = ["Blocked", "OwnWork", "PublishingError", "WrongState"]
