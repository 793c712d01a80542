"""Users and their former passwords."""

from gongkai.web.accounts.models.password import FormerPassword
from gongkai.web.accounts.models.user import User

__all__ = ["FormerPassword", "User"]
