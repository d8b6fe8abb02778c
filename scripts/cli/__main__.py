"""Entry point of the command `pronote`."""

from importlib.util import find_spec
import sys


def run() -> int:
    """Run the command line with the arguments of this process and return its exit code."""
    if find_spec("rich") is None:
        sys.stderr.write('The command line needs rich: pip install "aiopronote[cli]"\n')
        return 2
    from .main import main  # noqa: PLC0415

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
