"""Readers have one whole release, whatever happens while the next one comes."""

import os
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest

from dagster_project.postgres import PostgresError, load, marker, run, swap
from dagster_project.postgres.columns import written
from dagster_project.postgres.server import sole_writer_of
from tests.postgres.conftest import write_database

RELEASES = """
    select f.release, p.release, g.release from published.absence f, published.placement p, governance.release g limit 1
"""


def in_background(work, *arguments, **options):
    """Runs it in a thread; what it raises is in the list."""
    raised: list[BaseException] = []

    def guarded() -> None:
        try:
            work(*arguments, **options)
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=guarded)
    thread.start()
    return thread, raised


def until_it_waits(place) -> None:
    ends = time.monotonic() + 60
    while not any("waiting" in line for line in place.said):
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_a_reader_in_a_transaction_keeps_one_release_and_gets_the_next_afterwards(place):
    place.publish(1)
    with place.reader() as reader:
        with reader.transaction():
            assert reader.execute("select release from published.absence limit 1").fetchone() == (1,)
            publishing, raised = in_background(place.publish, 2)
            until_it_waits(place)
            assert reader.execute("select release from published.placement").fetchone() == (1,)
            assert reader.execute(RELEASES).fetchone() == (1, 1, "release1")
        publishing.join(60)
        assert raised == []
        assert reader.execute(RELEASES).fetchone() == (2, 2, "release2")


def test_others_are_not_kept_waiting_while_it_waits_for_one(place):
    place.publish(1)
    with place.reader() as reader, reader.transaction():
        reader.execute("select from published.absence")
        publishing, _ = in_background(place.publish, 2)
        until_it_waits(place)
        for _ in range(3):
            started = time.monotonic()
            assert place.ask(RELEASES) == [(1, 1, "release1")]
            assert time.monotonic() - started < 2
    publishing.join(60)
    assert place.ask(RELEASES) == [(2, 2, "release2")]


def test_a_snapshot_that_is_older_than_the_release_sees_it_whole_and_not_empty(place):
    place.publish(1)
    with place.reader() as reader:
        reader.execute("begin isolation level repeatable read")
        reader.execute("select 1 from pg_class limit 1")
        place.publish(2)
        assert reader.execute(RELEASES).fetchone() == (2, 2, "release2")
        assert reader.execute("select count(*) from core.fct_absence").fetchone() == (9,)


def test_readers_that_never_stop_see_no_mixture_and_no_error(place):
    place.publish(1)
    over, seen = threading.Event(), set()

    def read() -> None:
        with place.reader("bi_reader") as reader:
            while not over.is_set():
                with reader.transaction():
                    first = reader.execute("select release from published.placement").fetchone()
                    seen.add((*first, *reader.execute(RELEASES).fetchone()))

    readers = [in_background(read) for _ in range(3)]
    try:
        for release in range(2, 4):
            place.publish(release, patience=60)
    finally:
        over.set()
        for thread, _ in readers:
            thread.join(30)
    assert [raised for _, raised in readers if raised] == []
    assert seen <= {(number, number, number, f"release{number}") for number in range(1, 4)}
    assert len(seen) > 1


def test_readers_that_hold_on_for_too_long_keep_what_they_have(place):
    place.publish(1)
    with place.reader() as reader, reader.transaction():
        reader.execute("select from published.absence")
        with pytest.raises(PostgresError, match="readers held tables"):
            place.publish(2, patience=1)
        assert reader.execute(RELEASES).fetchone() == (1, 1, "release1")
    place.publish(2)
    assert place.ask(RELEASES) == [(2, 2, "release2")]
    assert place.schemas() == {"core", "published", "governance", "public"}


def interrupted(*_arguments, **_options):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("module", "step"),
    [
        (run, "make_roles"), (run, "load"), (load, "stream"), (load, "grants"), (run, "write_marker"),
        (marker, "grants"), (run, "swap"), (swap, "make_again"), (run, "remove_earlier"),
    ],
)  # fmt: skip
def test_a_crash_at_any_step_leaves_one_whole_release(place, monkeypatch, module, step):
    place.publish(1)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(module, step, interrupted)
        place.publish(2)
    after = 2 if step == "remove_earlier" else 1
    assert place.ask(RELEASES) == [(after, after, f"release{after}")]
    assert place.ask(RELEASES, "bi_reader") == [(after, after, f"release{after}")]
    place.publish(3)
    assert place.ask(RELEASES) == [(3, 3, "release3")]
    assert place.schemas() == {"core", "published", "governance", "public"}


def test_a_process_that_is_killed_leaves_the_old_release_and_the_next_one_clears_up(place, tmp_path):
    place.publish(1)
    write_database(place.settings, 2)
    ready = tmp_path / "ready"
    program = f"""
import time
from pathlib import Path
from dagster_project.postgres import load, publish_to_postgres
from dagster_project.settings import Settings
def wait(*arguments):
    Path({str(ready)!r}).touch()
    time.sleep(600)
load.stream = wait
publish_to_postgres(Settings.from_environment(), progress=print)
"""
    variables = {**place.settings.environment(), "PLADS_POSTGRES": place.dsn}
    with subprocess.Popen([sys.executable, "-c", program], env={**os.environ, **variables}) as process:
        while not ready.exists():
            assert process.poll() is None
            time.sleep(0.05)
        assert "core__next" in place.schemas()
        process.send_signal(signal.SIGKILL)
    assert place.ask(RELEASES) == [(1, 1, "release1")]
    place.publish(3)
    assert place.ask(RELEASES) == [(3, 3, "release3")]
    assert place.schemas() == {"core", "published", "governance", "public"}


def test_a_second_writer_is_told_so_and_changes_nothing(place):
    place.publish(1)
    with sole_writer_of(place.dsn), pytest.raises(PostgresError, match="another publication is writing"):
        place.publish(2)
    assert place.ask(RELEASES) == [(1, 1, "release1")]


def test_rows_that_get_lost_on_the_way_are_missed(place, monkeypatch):
    place.publish(1)
    right = load.stream

    def one_more(*arguments: object) -> int:
        return right(*arguments) + 1

    monkeypatch.setattr(load, "stream", one_more)
    with pytest.raises(PostgresError, match="rows in PostgreSQL and"):
        place.publish(2)
    assert place.ask(RELEASES) == [(1, 1, "release1")]


def test_a_table_that_breaks_off_in_the_file_is_not_half_copied(place, monkeypatch):
    place.publish(1)
    monkeypatch.setattr(
        "dagster_project.postgres.plan.written",
        lambda name, kind: "error('broken off')" if name == "third" else written(name, kind),
    )
    with pytest.raises(Exception, match="broken off"):
        place.publish(2)
    assert place.ask("select release, count(*) from core.fct_absence group by 1") == [(1, 9)]


def test_a_publication_keeps_no_lock_when_it_has_failed(place):
    with pytest.raises(PostgresError), sole_writer_of(place.dsn):
        raise PostgresError("failed")
    with sole_writer_of(place.dsn) as connection:
        assert isinstance(connection, psycopg.Connection)
