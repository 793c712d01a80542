"""What letters tell higher nouns, inside the transaction of the act."""

from django.dispatch import Signal

# `letter`: the answer as signed; `at`: the moment.
answer_signed = Signal()
