"""The command line, `ffedu <command> ...`: each command is the module of that name beside this file."""
from __future__ import annotations

import argparse
import ast
import importlib
import sys
from pathlib import Path

COMMANDS = ("exercise", "grade", "notebooks", "present", "slides")


def main(argv: list[str] | None = None) -> int:
    """Run the command that `argv` names and return its exit status: 0 well, 1 not well, 2 misused."""
    parser = argparse.ArgumentParser(
        prog="ffedu", formatter_class=argparse.RawDescriptionHelpFormatter, epilog=_overview(),
        description="The tools of the course. `ffedu <command> --help` says more about each.")
    parser.add_argument("command", choices=COMMANDS, metavar="command", help="one of the commands below")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what the command is given")
    chosen = parser.parse_args(argv)
    try:
        module = importlib.import_module(f"ffedu.course.{chosen.command}")
    except ModuleNotFoundError as error:
        print(f"ffedu {chosen.command} needs the extra `book` (pip install 'ffedu[book]'), got no module {error.name!r}",
              file=sys.stderr)
        return 2
    return module.main(chosen.arguments)


def _overview() -> str:
    return "commands:\n" + "\n".join(f"  {name:<11}{summary(name)}" for name in COMMANDS)


def summary(command: str) -> str:
    """Return the first line of a command's docstring, read from its file: nothing is imported for it."""
    source = Path(__file__).with_name(f"{command}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
