"""docs/operations.md, read by the tests that keep it true."""

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
CLONE, SETTINGS_FILE = "/srv/qpv-charter", "/etc/qpv-charter.env"
UNITS = sorted((ROOT / "docs" / "deploy").glob("*.service"))
_BLOCKS = re.compile(r"^```sh *(?P<name>\S*)\n(?P<lines>.*?)^```$", re.DOTALL | re.MULTILINE)
_PROCESS = re.compile(r"^\| (web|worker|scheduler) \| `([^`]+)` \|", re.MULTILINE)


def commands(name: str = "") -> list[str]:
    """The lines that one types, of the blocks of this name; of all when it has none."""
    blocks = [block["lines"] for block in _BLOCKS.finditer(TEXT) if name in {"", block["name"]}]
    return [line for block in blocks for line in block.replace("\\\n", "").splitlines()]


def processes() -> dict[str, str]:
    """The command of each process."""
    return dict(_PROCESS.findall(TEXT))


def service(unit: Path) -> dict[str, str]:
    """What the section of the service says, in a unit of systemd."""
    parser = configparser.ConfigParser(interpolation=None, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation does
    parser.read_string(unit.read_text(encoding="utf-8"))
    return dict(parser["Service"])
