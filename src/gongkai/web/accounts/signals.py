"""What happens to accounts. Higher rooms listen; each signal carries ``user``, ``request``
(or ``None``) and ``at``, and for acts on somebody else's account ``acting_user``."""

from django.dispatch import Signal

password_changed = Signal()
second_factor_added = Signal()
second_factor_removed = Signal()
second_factor_failed = Signal()
session_ended = Signal()
user_added = Signal()
user_changed = Signal()
user_closed = Signal()
password_reset = Signal()
# Carries the ``username`` that was typed instead of a user.
sign_in_slowed = Signal()
sign_in_freed = Signal()
