"""Run a Python module with the deprecation warnings of third-party packages silenced.

`python -m bot.quiet rasa run …`. Our own warnings, and all that are not about deprecation, stay.
"""

from __future__ import annotations

import importlib
import runpy
import sys
import warnings

from bot import logs, settings


def silence() -> None:
    """Ignore deprecations outside our own packages."""
    for name in ("packaging.requirements", "matplotlib", "sanic.app"):
        with warnings.catch_warnings():  # they warn, or switch warnings on, when imported
            warnings.simplefilter("ignore")
            importlib.import_module(name)
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("default", category=DeprecationWarning, module=r"(bot|actions)(\.|$)")


def hide_messages() -> None:
    """Ignore the warnings that quote what a visitor wrote, which must not reach a log.

    Rasa gives one when a message begins with "/" and names no intent. To be called after Rasa's
    command line has set its own filters.
    """
    warnings.filterwarnings("ignore", message="Failed to parse arguments in line")


def main() -> None:
    """Run the module named by the first argument with the others as its arguments.

    What serves visitors logs nothing that they write from its first line on.
    """
    silence()
    sys.argv = sys.argv[1:]
    if sys.argv[0] == "rasa_sdk" or sys.argv[:2] in (["rasa", "run"], ["rasa", "shell"]):
        logs.configure(settings.load().log_format)
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
