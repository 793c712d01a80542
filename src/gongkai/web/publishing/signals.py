"""What happens to items. Higher rooms listen; each signal carries ``item`` and ``on``."""

from django.dispatch import Signal

item_released = Signal()
item_withdrawn = Signal()
# Many at once that were public before; carries ``items`` only.
items_taken_over = Signal()
