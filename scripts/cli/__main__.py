"""scripts/pronote."""

from pathlib import Path
import sys
from types import ModuleType


def spare_home_assistant() -> None:
    """Let the client be imported without the integration around it.

    Importing a package inside another runs the outer one first: here, Home Assistant and five
    seconds of a person's time.
    """
    name = "custom_components.pronote"
    integration = ModuleType(name)
    integration.__path__ = [str(Path(__file__).parents[2] / name.replace(".", "/"))]
    sys.modules[name] = integration


if __name__ == "__main__":
    spare_home_assistant()
    from scripts.cli.main import main

    sys.exit(main(sys.argv[1:]))
