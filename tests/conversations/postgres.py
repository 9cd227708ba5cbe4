"""Debian's PostgreSQL as a process of its own on a free loopback port, for the tests here."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest

HOST = "127.0.0.1"
PROGRAMS = Path("/usr/lib/postgresql/15/bin")
USER = "postgres"  # the server refuses to run as root
PATIENCE = 30  # seconds until a start, or an end, counts as failed


class Postgres:
    """A server with its own folder; can be stopped and started again."""

    def __init__(self) -> None:
        """The folder and its empty cluster are made here; not started yet."""
        self._folder = Path(tempfile.mkdtemp(prefix="kvinnofrid-postgres-"))
        self._data = self._folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = int(probe.getsockname()[1])
        self._as: dict[str, Any] = {"cwd": str(self._folder), "stdout": subprocess.DEVNULL,
                                    "stderr": subprocess.DEVNULL}
        if os.geteuid() == 0:
            account = pwd.getpwnam(USER)
            os.chown(self._folder, account.pw_uid, account.pw_gid)
            self._as |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        subprocess.run(
            [str(PROGRAMS / "initdb"), "-D", str(self._data), "-U", USER, "-A", "trust",
             "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            check=True, timeout=PATIENCE, **self._as,
        )

    def start(self) -> None:
        """Start and wait until it answers. Raises RuntimeError when it does not."""
        self._process = subprocess.Popen(
            [str(PROGRAMS / "postgres"), "-D", str(self._data), "-p", str(self.port), "-h", HOST,
             "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "shared_buffers=16MB"],
            **self._as,
        )
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._connect().close()
                return
            except psycopg2.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("PostgreSQL did not start") from None
                time.sleep(0.05)

    def stop(self) -> None:
        """End this server's process; no error when it does not run."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # its fast shutdown
            self._process.wait(PATIENCE)
            self._process = None

    def remove(self) -> None:
        """Stop, and leave no file."""
        self.stop()
        shutil.rmtree(self._folder)

    def new_database(self) -> str:
        """The address of an empty database: the same, emptied, each time (making one is slow)."""
        connection = self._connect()
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
        return f"postgresql://{USER}@{HOST}:{self.port}/postgres"

    def _connect(self) -> Any:
        return psycopg2.connect(
            host=HOST, port=self.port, user=USER, dbname="postgres", connect_timeout=3
        )


@contextmanager
def running() -> Iterator[Postgres]:
    """A running server, ended and removed whatever happens."""
    if not (PROGRAMS / "postgres").exists():
        pytest.fail("PostgreSQL 15 is not installed: run scripts/system")
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.remove()
