"""What a publication leaves of the log, without the publication."""

import json
from dataclasses import fields

import duckdb

from dagster_project.ledger.sign_offs import Entry
from dagster_project.sign_off.head import head_of


def publish_log(settings, entries) -> None:
    """The two places where readers have the head of the chain, as a publication leaves them."""
    head = head_of(settings)
    (settings.published / "manifest.json").write_text(json.dumps({"release": "r1", "sign_off": str(head)}))
    names = [field.name for field in fields(Entry)]
    rows = [tuple(getattr(entry, name) for name in names) for entry in entries()]
    with duckdb.connect(str(settings.database)) as connection:
        connection.execute("create schema governance")
        connection.execute("create schema published")
        connection.execute("create table published.cost as from (values (101, 1.5), (147, 2)) t(kommune, amount)")
        connection.execute(f"copy published.cost to '{settings.published / 'cost.parquet'}' (format parquet)")
        connection.execute(
            "create table governance.release as select 'r1' as release, 'b1' as build, date '2024-12-31' as as_of, "
            "?::bigint as sign_off_entries, ? as sign_off_head",
            [head.entries, head.hash],
        )
        shape = ", ".join(f"{name} {'bigint' if name == 'entry' else 'varchar'}" for name in names)
        connection.execute(f"create table governance.sign_off ({shape})")
        if rows:
            connection.executemany(f"insert into governance.sign_off values ({', '.join('?' * len(names))})", rows)
