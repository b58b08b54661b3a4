"""The storeys of the house and their rooms, as the contracts of pyproject.toml give them."""

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ["signatories", "engagements", "evaluations"]  # from the lowest to the highest


@cache
def slices(app: str) -> list[str]:
    """The slices of an app from the lowest to the highest; none while it has no contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = [
        layer
        for contract in contracts
        if app in contract.get("containers", [])
        for layer in reversed(contract["layers"])
    ]
    return [name.strip() for layer in layers if ":" not in layer for name in layer.split("|")]
