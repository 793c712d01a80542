"""Users and their former passwords."""

from gongkai.web.accounts.models.password import FormerPassword
from gongkai.web.accounts.models.throttle import SignInFailures
from gongkai.web.accounts.models.user import User

__all__ = ["FormerPassword", "SignInFailures", "User"]
