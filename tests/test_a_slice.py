"""docs/house.md says how a slice is added: a toy one is, from it, in a copy of the project."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STEPS = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs" / "a-slice"
# ```python engagements/models.py: what is added there.
GATHERED = re.compile(r"^```(?:python|toml) (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LAYERS = re.compile(r'(containers = \["engagements"\]\nlayers = \[\n(?:  #[^\n]*\n)*  "apps[^\n]*\n)')


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's files, in a repository of their own, with the same virtual environment."""
    tree = tmp_path / "project"
    for name in _run("git", "ls-files", cwd=ROOT).splitlines():
        if (ROOT / name).exists():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    (tree / ".venv").symlink_to(ROOT / ".venv")
    _run("git", "init", "--quiet", cwd=tree)
    return tree


@pytest.mark.slow
@pytest.mark.once
def test_a_slice_is_added_as_the_house_says(copy: Path) -> None:
    """Nothing outside its own folders but the gathering lines and the contract."""
    shutil.copytree(EXAMPLE, copy, dirs_exist_ok=True)
    (copy / "tests" / "engagements" / "__init__.py").touch()
    for name, lines in GATHERED.findall(STEPS):
        _gather(copy / name, lines)
    _run(".venv/bin/python", "manage.py", "makemigrations", "engagements", cwd=copy)
    _run(".venv/bin/ruff", "check", "--fix", "--quiet", "engagements", cwd=copy)
    _run(".venv/bin/ruff", "format", "--quiet", "engagements", cwd=copy)
    _run("git", "add", "--all", cwd=copy)

    _run("qpv_charter/bin/lint", cwd=copy)
    quick = (".venv/bin/pytest", "--quiet", "-m", "not journey and not slow")
    _run(
        *quick,
        "tests/engagements/thanks",
        *_of("architecture", "constraints", "forgotten", "scenes", "unused"),
        cwd=copy,
    )
    # What these say of every other file and page, they say outside this copy.
    _run(*quick, "-k", "thanks", *_of("texts", "sweep"), cwd=copy)


def _of(*guards: str) -> list[str]:
    """The tests of the whole site that say something of a slice."""
    return [f"tests/test_{guard}.py" for guard in guards]


def _gather(file: Path, lines: str) -> None:
    """Add lines where a person would: imports under the docstring, a layer on top, the rest at the end."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".toml":
        added, count = LAYERS.subn(lambda found: found[1] + lines, text)
        assert count == 1
        file.write_text(added, encoding="utf-8")
        return
    imports = [line for line in lines.splitlines() if line.startswith("from ")]
    others = [line for line in lines.splitlines() if not line.startswith("from ")]
    docstring, _, rest = text.partition('"""\n\n')
    file.write_text("\n".join([f'{docstring}"""\n', *imports, rest, *others, ""]), encoding="utf-8")


def _run(*command: str, cwd: Path) -> str:
    """What a command prints. Fails, and shows it, if the command does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment = kept | {"DATABASE_URL": f"sqlite:///{cwd}/toy.sqlite3", "CI": ""}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    return done.stdout
