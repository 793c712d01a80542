"""What redactions tell higher nouns, inside the transaction of the act."""

from django.dispatch import Signal

# `copy`: the file that goes nowhere any more. Whoever hands it out refuses with an `ActionError`, or lets it go.
copy_voided = Signal()
