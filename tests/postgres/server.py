"""A PostgreSQL server of one's own in a temporary folder: started for tests and benchmarks, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

PASSWORD = "s3cret-Øl/with:signs@in it"
_ACCESS = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}


@dataclass(frozen=True)
class Server:
    """Trusted through its socket, by password through its port."""

    folder: Path
    port: int

    def dsn(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"host={self.folder} port={self.port} user={user} dbname={database}"


def programs() -> Path | None:
    """Where Debian or the path has the server; the newest of several."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb")
    return debian[-1].parent if debian else Path(found).parent if found else None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running_server() -> Iterator[Server]:
    """The server refuses to be root, so whoever is root hands it to `postgres` or `nobody`."""
    binaries = programs()
    assert binaries, "no initdb on this machine: apt install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="plads-pg-", dir="/tmp"))
    names = [line.split(":")[0] for line in Path("/etc/passwd").read_text("utf-8").splitlines()]
    user = None if os.geteuid() else "postgres" if "postgres" in names else "nobody"
    if user:
        shutil.chown(folder, user)
    server, data = Server(folder, _free_port()), folder / "data"

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [binaries / program, *words], user=user, cwd=folder, check=True, capture_output=True, timeout=120
        )

    try:
        run("initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")
        (data / "pg_hba.conf").write_text(_ACCESS, "utf-8")
        settings = {**_QUICK, "unix_socket_directories": str(folder), "port": str(server.port)}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            with psycopg.connect(server.dsn(), autocommit=True) as connection:
                connection.execute(f"alter role postgres password '{PASSWORD}'")
            yield server
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
