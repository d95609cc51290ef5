"""The command `multipriv`: one module a command, and one place where bad input becomes one line."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

import multipriv

COMMANDS = (
    ("demo", "demo"),
    ("build", "build"),
    ("check", "check"),
    ("show", "show"),
    ("models", "models"),
    ("run", "run"),
    ("sweep", "sweep"),
    ("import", "import_"),
    ("report", "report"),
    ("compare", "compare"),
    ("export", "export"),
)
"""Command and module; the module holds one function of its own name that is the command. A command without module is absent."""

EXAMPLE = """\b
Example:
  multipriv build mini --out mini
  multipriv check mini
  multipriv run mini --model multipriv/reader --logs logs
  multipriv report logs --out report
"""


def app() -> typer.Typer:
    """Return the application with every command that is built."""
    made = typer.Typer(
        help="Measure individual-level privacy reasoning in vision-language models, on fictional people.",
        epilog=EXAMPLE,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_root)
    for command, module in COMMANDS:
        if find_spec(f"{__name__}.{module}") is not None:
            made.command(command)(getattr(import_module(f"{__name__}.{module}"), module))
    return made


def main() -> None:
    """Run the command line; bad input ends in one line on standard error and exit code 2, never in a traceback."""
    sys.exit(execute(sys.argv[1:]))


def execute(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    An exception class of this package is a message to the user, as is a failure of the operating system (a full disk, a
    folder that cannot be written); any other exception is a fault of ours and is shown whole.
    """
    try:
        code = app()(arguments or ["--help"], prog_name="multipriv", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except TyperException as error:
        return _refuse(f"{error.format_message()} (multipriv --help says more)")
    except (Abort, KeyboardInterrupt):
        print("multipriv: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    except OSError as error:
        where = f"{error.filename}: " if error.filename is not None else ""
        return _refuse(f"{where}{error.strerror or error}")
    except Exception as error:
        if not type(error).__module__.startswith("multipriv."):
            raise
        return _refuse(str(error))


def _refuse(message: str) -> int:
    print(f"multipriv: {' '.join(message.split())}", file=sys.stderr)
    return 2


def _show_version(wanted: bool) -> None:
    if wanted:
        print(multipriv.__version__)
        raise typer.Exit


def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", callback=_show_version)] = False,
) -> None:
    pass
