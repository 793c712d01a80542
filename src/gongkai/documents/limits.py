"""How much a file may ask of the machine. Uploads are untrusted: every reader keeps to these."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; reaching one raises `LimitExceeded`.

    Sizes in bytes, time in seconds of processing. `compression_ratio` is bytes out per byte in of one packed part,
    looked at only beyond a mebibyte.
    """

    size: int = 100 * MEBIBYTE
    decompressed: int = 600 * MEBIBYTE
    compression_ratio: int = 200
    parts: int = 5_000
    pages: int = 300
    nesting: int = 8
    blocks: int = 100_000
    cells: int = 2_000_000
    image_pixels: int = 60_000_000
    seconds: float = 120.0


DEFAULT_LIMITS = Limits()
