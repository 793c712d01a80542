"""What can be wrong with a catalogue."""


class CatalogueError(Exception):
    """The root of this floor's errors. `str()` is one sentence in Chinese."""


class StandardDataError(CatalogueError):
    """The data of the standard catalogue contradict themselves."""


class NoCatalogue(CatalogueError):
    """A file has no table with the heads of a catalogue."""
