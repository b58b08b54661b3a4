"""The first day of docs/operations.md, done: script, web server, a worker that dies, a backup restored."""

import json
import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.operations import CLONE, ROOT, UNITS, service
from tests.processes import a_free_port

pytestmark = [pytest.mark.slow, pytest.mark.engines]
HOST = "charte.example.org"
ANIMATOR = "prenom.nom@example.org"
THROUGH_TLS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
on_postgresql = pytest.mark.skipif(
    "postgresql" not in settings.DATABASES["default"]["ENGINE"] or not shutil.which("pg_dump"),
    reason="a backup is PostgreSQL's",
)


@dataclass(frozen=True)
class Site:
    """A clone in a folder of its own, with its file of settings."""

    clone: Path
    settings_file: Path

    def run(self, *command: str) -> str:
        """What a command of the clone prints. Fails, and shows it, if the command does."""
        done = self.tried(*command)
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def tried(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603  # the clone's own
            command, cwd=self.clone, env=self.environment(), capture_output=True, text=True, check=False
        )

    def environment(self) -> dict[str, str]:
        """No setting but those of the file."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        charter = {"CHARTER": "fixtures/charter/demonstration.md", "ANIMATOR": ANIMATOR}
        return kept | charter | {"SETTINGS_FILE": str(self.settings_file)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """After the script of the first day."""
    with _a_clone(tmp_path_factory.mktemp("site")) as clone:
        clone.run("qpv_charter/bin/first-day")
        yield clone


@pytest.fixture(scope="module")
def web(site: Site) -> Iterator["Web"]:
    """The web server, as its unit starts it, on another port."""
    unit = next(unit for unit in UNITS if unit.stem.endswith("-web"))
    port = a_free_port()
    command = service(unit)["ExecStart"].replace(CLONE, str(site.clone)).replace("8000", str(port))
    started = ["qpv_charter/bin/with-settings", *shlex.split(command)]
    process = subprocess.Popen(started, cwd=site.clone, env=site.environment())  # noqa: S603  # ours
    try:
        yield Web(port, process)
    finally:
        process.terminate()
        process.wait(30)


@dataclass(frozen=True)
class Web:
    port: int
    process: "subprocess.Popen[bytes]"

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[HTTPResponse, str]:
        """The answer, waited for while the server starts."""
        deadline = time.monotonic() + 60
        while True:
            with suppress(ConnectionError):
                return self._get(path, {"Host": HOST} | (headers or {}))
            assert time.monotonic() < deadline, "the web server does not answer"
            time.sleep(0.2)

    def _get(self, path: str, headers: dict[str, str]) -> tuple[HTTPResponse, str]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read().decode()

    def workers(self) -> set[int]:
        """The processes that serve, each a child of some thread of the first."""
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        return {int(child) for thread in threads for child in (thread / "children").read_text().split()}


def test_health_is_asked_without_tls_and_nothing_else_is(web: Web) -> None:
    health, said = web.get("/sante/")
    page, _ = web.get("/signataires/")

    assert health.status == 200
    assert json.loads(said)["database"] == "up"
    assert (page.status, page.headers["Location"]) == (301, f"https://{HOST}/signataires/")


def test_what_the_clone_ships_is_there(site: Site, web: Web) -> None:
    networks, said = web.get("/reseaux/", THROUGH_TLS)
    charter, _ = web.get("/charte/", THROUGH_TLS)
    admin, _ = web.get("/admin/", THROUGH_TLS)

    assert (networks.status, charter.status, admin.status) == (200, 200, 302)
    assert "Afev" in said
    counted = "from signatories.models import *; print(Commune.objects.count(), Theme.objects.count())"
    communes, themes = site.run("qpv_charter/bin/manage", "shell", "-v", "0", "-c", counted).split()
    assert int(communes) > 30_000
    assert int(themes) > 5


def test_the_first_animator_is_there_and_a_step_done_twice_changes_nothing(site: Site) -> None:
    manage = "qpv_charter/bin/manage"
    asked = f"from signatories.models import *; print(*Role.objects.filter(user__email='{ANIMATOR}'))"

    site.run(manage, "create_database")
    site.run(manage, "createsuperuser", "--noinput", "--email", ANIMATOR)

    assert site.run(manage, "shell", "-v", "0", "-c", asked).strip() == f"{ANIMATOR}, animation nationale"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_web_worker_that_is_killed_starts_again(web: Web) -> None:
    web.get("/sante/")
    killed = min(web.workers())

    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while killed in web.workers() or len(web.workers()) < 2:
        assert web.process.poll() is None, "the whole server stopped"
        assert time.monotonic() < deadline, "nobody took its place"
        time.sleep(0.2)

    assert {web.get("/sante/")[0].status for _ in range(10)} == {200}


@on_postgresql
def test_a_backup_is_restored_whole_and_over_nothing(
    site: Site, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    signed = "from tests.factories import a_paper_signature; a_paper_signature()"
    site.run("qpv_charter/bin/manage", "shell", "-v", "0", "-c", signed)
    site.run("qpv_charter/bin/backup", str(tmp_path / "kept"))
    verified = site.run("qpv_charter/bin/manage", "verify_register")

    with _a_clone(tmp_path_factory.mktemp("restored")) as elsewhere:
        elsewhere.run("qpv_charter/bin/restore", str(tmp_path / "kept"))
        again = elsewhere.tried("qpv_charter/bin/restore", str(tmp_path / "kept"))

        assert re.search(r"Lignes\u202f: [1-9]", verified)
        assert elsewhere.run("qpv_charter/bin/manage", "verify_register") == verified
        assert _files(elsewhere) == _files(site) != set()
        assert again.returncode != 0
        assert "already exists" in again.stderr
        assert elsewhere.run("qpv_charter/bin/manage", "verify_register") == verified


def test_without_settings_one_is_told_where_they_go(site: Site, tmp_path: Path) -> None:
    lost = Site(site.clone, tmp_path / "nowhere.env")

    done = lost.tried("qpv_charter/bin/manage", "check")

    assert done.returncode == 1
    assert "docs/operations.md says how" in done.stderr


@contextmanager
def _a_clone(folder: Path) -> Iterator[Site]:
    """The project's files with the same virtual environment, and a database's name that nobody has."""
    clone = folder / "clone"
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607  # wherever git is
    for name in listed.stdout.splitlines():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, clone / name)
    (clone / ".venv").symlink_to(ROOT / ".venv")
    (clone / "var").mkdir()
    name = f"first_day_{secrets.token_hex(4)}"
    settings_file = folder / "settings.env"
    settings_file.write_text(_filled_in(_database_url(name, folder)), encoding="utf-8")
    try:
        yield Site(clone, settings_file)
    finally:
        _drop(name)


def _filled_in(database_url: str) -> str:
    """`docs/deploy/settings.env`, as the host fills it in."""
    text = (ROOT / "docs" / "deploy" / "settings.env").read_text(encoding="utf-8")
    mine = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SHORT_CODE_KEYS": secrets.token_urlsafe(50),
        "DATABASE_URL": database_url,
        "EMAIL_URL": "smtp://127.0.0.1:1",
    }
    for name, value in mine.items():
        text, count = re.subn(rf"^{name}='.*'$", f"{name}='{value}'", text, flags=re.MULTILINE)
        assert count == 1, name
    return text


def _database_url(name: str, folder: Path) -> str:
    at = settings.DATABASES["default"]
    if "sqlite" in at["ENGINE"]:
        return f"sqlite:///{folder / 'site.sqlite3'}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}/{name}"


def _drop(name: str) -> None:
    at = settings.DATABASES["default"]
    if "sqlite" in at["ENGINE"]:
        return
    server = {"host": at["HOST"], "port": at["PORT"] or 5432, "user": at["USER"], "password": at["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _files(site: Site) -> set[tuple[str, bytes]]:
    """What people gave: each file with what it holds."""
    folders = [site.clone / "var" / name for name in ("media", "private")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return {(str(file.relative_to(site.clone)), file.read_bytes()) for file in files}
