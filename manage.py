#!/usr/bin/env python3
"""Commands of the platform; without a setting, the offline single-office one."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command named on the line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings.local")
    source = Path(__file__).resolve().parent / "src"
    if source.is_dir():
        sys.path.insert(0, str(source))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
