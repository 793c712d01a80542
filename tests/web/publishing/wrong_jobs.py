"""Jobs that a child does not survive."""

import os


def for_ever(*_args):
    """Never ends."""
    while True:
        pass


def dies(*_args):
    """Ends its process."""
    os._exit(3)


def grows(*_args):
    """Asks for 100 GB, a mebibyte at a time."""
    return len([bytes(1024 * 1024) for _ in range(100_000)])
