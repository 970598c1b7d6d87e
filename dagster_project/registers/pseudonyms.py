"""Pseudonym maps: HMAC-SHA256 of every identifier, computed once per new identifier and inside the engine."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import duckdb

from dagster_project.contracts.domains import Domain, pseudonym_domains
from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal

_BLOCK = 64


class PseudonymCollision(RuntimeError):
    """Two identifiers share a pseudonym; nothing may be built on such a map."""


def domain_key(key: bytes, domain: str) -> bytes:
    """A key of its own for each domain."""
    return hmac.digest(key, f"plads/{domain}".encode(), hashlib.sha256)


def pseudonym(key: bytes, domain: str, identifier: str) -> int:
    """The pseudonym of one identifier: the first 60 bits of the hash, so that it fits a signed bigint everywhere."""
    return int(hmac.digest(domain_key(key, domain), identifier.encode(), hashlib.sha256).hex()[:15], 16)


def _pads(key: bytes) -> tuple[bytes, bytes]:
    padded = key.ljust(_BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)


def pseudonym_sql(identifier: str) -> str:
    """The pseudonym of a column's identifier in SQL; needs the parameters of the key."""
    return (
        f"cast('0x' || substr(sha256($outer::blob || unhex(sha256($inner::blob || encode({identifier})))), 1, 15)"
        " as bigint)"
    )


def pseudonym_parameters(key: bytes, domain: str) -> dict[str, bytes]:
    inner, outer = _pads(domain_key(key, domain))
    return {"inner": inner, "outer": outer}


def _ensure_tables(con: duckdb.DuckDBPyConnection, key: bytes, domains: Collection[Domain]) -> bool:
    """Makes the maps; another key than last time empties them. Returns whether that happened."""
    con.execute("create schema if not exists registers")
    con.execute("create table if not exists registers.pseudonymised (load_id varchar)")
    con.execute("create table if not exists registers.key_mark (mark varchar)")
    for domain in domains:
        columns = f"{domain.identifier} varchar, {domain.key} bigint"
        con.execute(f"create table if not exists registers.{domain.name} ({columns})")
    mark = hmac.digest(key, b"plads/key-mark", hashlib.sha256).hex()
    stored = con.execute("select mark from registers.key_mark").fetchone()
    if stored and stored[0] == mark:
        return False
    for table in ("pseudonymised", "key_mark", *(domain.name for domain in domains)):
        con.execute(f"delete from registers.{table}")
    con.execute("insert into registers.key_mark values (?)", [mark])
    return stored is not None


def _new_identifiers(files: Mapping[str, Sequence[Path]], contracts: Mapping[str, Contract], domain: str) -> list[str]:
    parts = []
    for source, paths in files.items():
        columns = contracts[source].identifiers(domain)
        listed = ", ".join(literal(str(path)) for path in paths)
        parts += [
            f"select distinct {column} as identifier from read_parquet([{listed}])" for column in columns if paths
        ]
    return parts


def extend_maps(
    con: duckdb.DuckDBPyConnection,
    key: bytes,
    files: Mapping[str, Mapping[str, Path]],
    contracts: Mapping[str, Contract],
) -> bool:
    """Adds the identifiers of loads not seen before (`files`: source → load id → Parquet).

    Returns True when the maps were begun anew because the key is another one: then everything must be rebuilt.
    Raises PseudonymCollision when two identifiers would share a pseudonym.
    """
    domains = pseudonym_domains(contracts)
    renewed = _ensure_tables(con, key, domains.values())
    done = {load_id for (load_id,) in con.execute("select load_id from registers.pseudonymised").fetchall()}
    fresh = {source: [p for load_id, p in loads.items() if load_id not in done] for source, loads in files.items()}
    for table, domain in domains.items():
        identifier, column = domain.identifier, domain.key
        parts = _new_identifiers(fresh, contracts, table)
        if not parts:
            continue
        con.execute(
            f"insert into registers.{table} select identifier, {pseudonym_sql('identifier')} "
            f"from (select distinct identifier from ({' union all '.join(parts)}) where identifier is not null) "
            f"where not exists (select 1 from registers.{table} as known where known.{identifier} = identifier)",
            pseudonym_parameters(key, table),
        )
        clash = con.execute(f"select count(*) - count(distinct {column}) from registers.{table}").fetchone()
        if clash and clash[0]:
            raise PseudonymCollision(f"{clash[0]} pseudonyms of the {table} domain are not unique")
    new = [load_id for loads in files.values() for load_id in loads if load_id not in done]
    if new:
        con.execute("insert into registers.pseudonymised select unnest(?)", [new])
    return renewed
