"""A voice of this machine: a programme that reads Chinese aloud into a file without net, where somebody has installed one.

Nothing is shipped. Without one the browser reads aloud, or a person is recorded.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.web.office.errors import ActionError

SECONDS = 120
FILE = "{file}"
SLOW = "150"
"""Words a minute: slower than speech, so that an echo over the fields does not blur it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A programme that reads a text from its input and writes WAV to the place of ``{file}`` in its command."""

    name: str
    command: tuple[str, ...]


def voice_here() -> Voice | None:
    """The best of those that this machine has: Piper with a model that the settings name, else eSpeak NG."""
    piper, model = shutil.which("piper"), settings.VOICE_MODEL
    if piper and model and Path(model).is_file():
        return Voice("Piper", (piper, "--model", model, "--output_file", FILE))
    espeak = shutil.which("espeak-ng")
    if espeak:
        return Voice("eSpeak NG", (espeak, "-v", "cmn", "-s", SLOW, "-w", FILE, "--stdin"))
    return None


def spoken(voice: Voice, text: str) -> bytes:
    """The text read aloud, as WAV.

    Raises:
        ActionError: the programme fails, takes too long, or writes nothing.
    """
    with TemporaryDirectory(prefix="gongkai-voice-") as folder:
        target = Path(folder) / "voice.wav"
        command = [str(target) if part == FILE else part for part in voice.command]
        try:
            subprocess.run(  # noqa: S603  a programme of this machine; the words go in by its input
                command,
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=True,
            )
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise ActionError(
                _("{name} 没有读出来；请用电脑朗读，或者上传录音。").format(name=voice.name)
            ) from error
