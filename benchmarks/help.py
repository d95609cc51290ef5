"""Help: processor time of each command's help, as a ratio to Python with the command-line library alone.

python -m benchmarks.help [--rounds 5]
"""

import argparse
import resource
import subprocess
import sys

from multipriv.cli import app

FLOOR = "import typer, rich.console"


def seconds(code: str, rounds: int) -> float:
    """Least processor seconds, user and system, of a fresh interpreter that runs `code`."""
    return min(_once(code) for _ in range(rounds))


def _once(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    floor = seconds(FLOOR, rounds)
    print(f"{'floor: ' + FLOOR:<34} {floor * 1000:6.0f} ms")
    for command in ("", *(info.name for info in app().registered_commands if info.name)):
        arguments = [*command.split(), "--help"]
        took = seconds(f"from multipriv.cli import execute; execute({arguments})", rounds)
        print(f"{'multipriv ' + ' '.join(arguments):<34} {took * 1000:6.0f} ms {took / floor:6.2f}x")


if __name__ == "__main__":
    main()
