"""What happens to bodies and their people. Higher rooms listen."""

from django.dispatch import Signal

# body, on
body_established = Signal()
body_reorganised = Signal()
body_abolished = Signal()
# body, on: leadership, guide and responsibility pages must be written again
facts_changed = Signal()
