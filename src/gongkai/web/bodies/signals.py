"""What happens to bodies and their people. Higher rooms listen."""

from django.dispatch import Signal

# body, on: leadership, guide and responsibility pages must be written again
facts_changed = Signal()
