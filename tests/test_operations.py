"""docs/operations.md says what the scripts, the settings and the units of systemd do, no more, no less."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from qpv_charter.settings import base
from qpv_charter.toolkit.management.commands import serve
from tests import operations
from tests.operations import CLONE, ROOT, SETTINGS_FILE, UNITS, commands, processes, service

SETTING = re.compile(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"')
TOOLS = re.compile(r"\bqpv_charter/bin/[\w-]+|\bdocs/deploy/[\w.-]+")
# They change what is fine for most: the table says how.
RARE = {"CACHE_URL", "DEMO", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"}
HARDENED = ("NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices", "SystemCallFilter")


def read_by_the_settings() -> set[str]:
    files = [ROOT / "qpv_charter" / "settings" / name for name in ("base.py", "production.py")]
    return {name for file in files for name in SETTING.findall(file.read_text(encoding="utf-8"))}


def offered() -> dict[str, str]:
    """What `docs/deploy/settings.env` sets."""
    lines = (ROOT / "docs" / "deploy" / "settings.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_script_of_the_first_day_does_what_the_document_says() -> None:
    script = (ROOT / "qpv_charter" / "bin" / "first-day").read_text(encoding="utf-8")

    assert commands("first-day")
    assert [line for line in script.splitlines() if line.startswith("qpv_charter/")] == commands("first-day")


def test_what_the_document_has_one_run_or_copy_is_there() -> None:
    named = {name for line in commands() for name in TOOLS.findall(line)}

    assert {"docs/deploy/settings.env", "docs/deploy/nginx.conf", "qpv_charter/bin/restore"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
    assert {str(unit.relative_to(ROOT)) for unit in UNITS} <= named


def test_each_command_of_manage_that_it_names_exists() -> None:
    named = set(re.findall(r"(?:bin/manage|manage\.py) (\w+)", operations.TEXT))

    assert {"prepare", "load_reference", "reset_second_factor", "sendtestemail"} <= named
    assert sorted(named - set(get_commands())) == []


def test_every_setting_is_explained_and_offered() -> None:
    known = read_by_the_settings()

    assert "COMMITTEE_EMAILS" in known
    assert sorted(name for name in known if not re.search(rf"`{name}[`=]", operations.TEXT)) == []
    assert sorted(known - RARE - set(offered())) == []
    assert sorted(set(offered()) - known) == []


def test_settings_are_read_alike_by_systemd_and_by_the_shell() -> None:
    assert [line for line in offered().items() if not re.fullmatch(r"'[^'\\]*'", line[1])] == []


def test_a_unit_runs_each_process_of_the_document() -> None:
    started = {unit.stem.removeprefix("qpv-charter-"): service(unit)["ExecStart"] for unit in UNITS}

    assert started == {name: f"{CLONE}/.venv/bin/{command}" for name, command in processes().items()}
    assert set(started) == {"web", "worker", "scheduler"}


def test_the_web_server_starts_again_what_is_killed() -> None:
    assert "--respawn-failed-workers" in processes()["web"]


def test_the_web_server_ends_by_itself_before_systemd_kills_it() -> None:
    web = next(service(unit) for unit in UNITS if unit.stem.endswith("-web"))
    patience = re.search(r"--workers-kill-timeout (\d+)", processes()["web"])

    assert patience
    assert 0 < int(patience[1]) < int(web["TimeoutStopSec"])


def test_the_web_server_has_the_threads_that_slow_bodies_leave_it() -> None:
    assert f"--blocking-threads {serve.THREADS} " in processes()["web"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_started_again_reads_the_settings_and_writes_in_var_alone(unit: Path) -> None:
    said = service(unit)

    assert said["Restart"] == "always"
    assert said["EnvironmentFile"] == SETTINGS_FILE
    assert "DJANGO_SETTINGS_MODULE=qpv_charter.settings.production" in said["Environment"]
    assert said["WorkingDirectory"] == CLONE
    assert said["ReadWritePaths"] == f"{CLONE}/{base.VAR_DIR.name}"
    assert [name for name in HARDENED if name not in said] == []
    assert any("useradd --system" in line and line.endswith(said["User"]) for line in commands())


def test_units_differ_by_what_they_run_and_how_long_it_takes_to_stop() -> None:
    own = {"ExecStart", "TimeoutStopSec"}
    alike = [{name: value for name, value in service(unit).items() if name not in own} for unit in UNITS]

    assert alike[1:] == alike[:-1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_reads_the_units_and_finds_them_closed(unit: Path, tmp_path: Path) -> None:
    """In a copy, where the clone stands here."""
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text(encoding="utf-8").replace(CLONE, str(ROOT)), encoding="utf-8")

    systemd("verify", str(copy))
    systemd("security", "--offline=true", "--threshold=20", str(copy))


def systemd(*arguments: str) -> None:
    command = [str(shutil.which("systemd-analyze")), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own units
    assert done.returncode == 0, done.stdout + done.stderr
