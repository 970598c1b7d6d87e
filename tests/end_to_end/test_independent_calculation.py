"""Files of another program, in every dialect and with every fault, give the marts that another program computes."""

from __future__ import annotations

import duckdb

from tests.oracle.compare import differences

FATES = {
    "accepted": {"accepted", "superseded"},
    "held": {"quarantined"},
    "rejected": {"rejected"},
    "identical": {"duplicate"},
    "ignored": {"ignored"},
}


def test_every_mart_and_published_table_agrees(hard_night) -> None:
    found = differences(hard_night.landing, hard_night.out, hard_night.as_of)
    assert {table: lines for table, lines in found.items() if lines} == {}


def test_every_file_has_the_fate_that_it_was_made_for(hard_night) -> None:
    with duckdb.connect(str(hard_night.database), read_only=True) as con:
        fates = con.execute(
            "select source || '/' || file_name, status, rows_quarantined from governance.load"
        ).fetchall()
    found = {name: (status, aside) for name, status, aside in fates}
    for name, wanted in hard_night.expected["files"].items():
        status, aside = found[name]
        assert status in FATES.get(wanted["outcome"], {wanted["outcome"]}), name
        if wanted.get("quarantined") is not None and wanted["outcome"] == "accepted":
            assert aside == len({row["row"] for row in wanted["quarantined"]}), name
