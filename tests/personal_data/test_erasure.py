"""One person leaves every load, stays out, and a scan that can find her finds nothing."""

import struct

import duckdb
import pytest

from dagster_project.ledger import Ledger
from dagster_project.ledger.erasures import forgotten, pending
from dagster_project.personal_data.erasure_list import ErasureList, bucket, bucket_sql, entry, load_erasure_list
from dagster_project.personal_data.remove_quarantined import numbers_in
from dagster_project.personal_data.sweep import sweep
from dagster_project.registers.start import prepare_warehouse
from dagster_project.safeguards import erase as command
from dagster_project.safeguards.erase import NotErased, erase, number_of
from dagster_project.safeguards.landing_files import files_that_hold
from dagster_project.safeguards.needles import needles
from dagster_project.safeguards.scan import scan_folder
from dagster_project.secret import KeyProblem
from dagster_project.sign_off import Decision, decide_load, verify
from tests.personal_data.people import CHILD, MARIE, OTHERS, births, bufo, deliver, load, rows, silent


def rebuild(settings) -> bool:
    """What a run does, without models: the maps are made anew."""
    load(settings)
    prepare_warehouse(settings, progress=silent)
    return True


def done(_settings) -> bool:
    return True


def forget(settings):
    return erase(settings, f"{MARIE}\n", rebuild, done, silent)


def balances(settings) -> bool:
    return all(
        row.rows_read == row.rows_loaded + row.rows_quarantined + row.rows_erased
        for row in Ledger(settings.ledger).loads()
    )


def test_she_was_everywhere_and_is_nowhere(marie):
    rebuild(marie)
    before = scan_folder(marie.out, needles([MARIE]))
    assert {trace.path.parent.name for trace in before.traces} >= {
        "bufo",
        "ftbarn",
        "uaf_adm",
        "quarantine",
        "restricted",
    }
    found = forget(marie)
    assert not found.scan.traces
    assert found.scan.files > 5
    assert not scan_folder(marie.out, needles([MARIE])).traces


def test_an_erasure_leaves_the_log_of_signed_loads_whole(marie):
    (load_id,) = [row.load_id for row in Ledger(marie.ledger).in_force("bufo")]
    decide_load(marie, load_id, decision=Decision.ACCEPT, comment="", who="Anna")
    typed = marie.registers / "bufo" / f"{load_id}.parquet"
    before = typed.read_bytes()
    forget(marie)
    assert typed.read_bytes() != before
    assert verify(marie).findings == []


def test_rows_about_her_go_and_rows_about_her_child_lose_only_her_name(marie):
    forget(marie)
    assert len(rows(marie, "bufo")) == len(OTHERS) + len(OTHERS) + 1
    assert rows(marie, "ftbarn", "pnr, mor1") == sorted([(CHILD, None), (OTHERS[0], OTHERS[1])])
    assert len(rows(marie, "uaf_adm")) == len(OTHERS)


def test_what_is_known_of_her_only_through_another_register_goes_too_and_nobody_else_s(marie):
    forget(marie)
    found = rows(marie, "uaf_diag", "_period, recnum")
    assert ("2017", "r1") not in found
    assert ("2018", "r1") in found  # a record number means the same contact within a period only
    assert len(found) == len(OTHERS) + 1


def test_rows_read_are_still_loaded_plus_quarantined_plus_erased(marie):
    forget(marie)
    assert balances(marie)
    replaced, in_force = Ledger(marie.ledger).loads("bufo")
    assert (replaced.rows_read, replaced.rows_loaded, replaced.rows_erased) == (41, 40, 1)
    assert (in_force.rows_read, in_force.rows_quarantined, in_force.rows_erased) == (43, 0, 2)
    with Ledger(marie.ledger).transaction() as db:
        assert db.execute("select count(*) from quarantine where load_id = ?", (in_force.load_id,)).fetchone()[0] == 0


def test_the_log_counts_and_names_nobody(marie):
    forget(marie)
    columns, logged = Ledger(marie.ledger).table("erasure_log")
    said = dict(zip(columns, logged[0], strict=True))
    assert (said["rows"], said["quarantined_rows"], said["blanked_values"], said["traces"]) == (4, 1, 1, 0)
    with Ledger(marie.ledger).transaction() as db:
        signed = db.execute("select subject_kind, decision, comment, evidence from sign_off").fetchall()
    assert [tuple(row)[:2] for row in signed] == [("erasure", "erased")]
    assert MARIE not in str([tuple(row) for row in signed]) + str(logged)


def test_a_file_with_her_in_it_is_read_without_her_and_says_so(marie):
    forget(marie)
    deliver(marie, "bufo", "bufo2024.csv", [*bufo([MARIE, *OTHERS]), *bufo([f"{MARIE[:6]}-{MARIE[6:]}"], "nonsense")])
    said = []
    from dagster_project.contracts import load_contracts
    from dagster_project.registers.load import load_source

    load_source(marie, load_contracts()["bufo"], progress=said.append)
    assert any("2 of erased people kept out" in line for line in said)
    newest = Ledger(marie.ledger).in_force("bufo")[-1]
    assert (newest.period, newest.rows_read, newest.rows_loaded, newest.rows_erased) == ("2024", 42, 40, 2)
    assert balances(marie)
    assert not scan_folder(marie.out, needles([MARIE])).traces


def test_a_later_contact_of_hers_takes_its_diagnoses_with_it_whichever_file_is_read_first(marie):
    forget(marie)
    deliver(marie, "uaf_diag", "uaf_diag2016.csv", [{"recnum": "r9", "c_diag": "DF840", "c_diagtype": "A"},
                                                   {"recnum": "r8", "c_diag": "DF840", "c_diagtype": "A"}])  # fmt: skip
    load(marie, "uaf_diag")
    assert ("2016", "r9") in rows(marie, "uaf_diag", "_period, recnum")
    deliver(marie, "uaf_adm", "uaf_adm2016.csv", [{"pnr": MARIE, "recnum": "r9", "d_inddto": "2016-05-01"},
                                                 {"pnr": CHILD, "recnum": "r8", "d_inddto": "2016-05-01"}])  # fmt: skip
    load(marie, "uaf_adm")
    assert [row for row in rows(marie, "uaf_diag", "_period, recnum") if row[0] == "2016"] == [("2016", "r8")]


def staff(*heads: object) -> list[dict[str, object]]:
    usual = {"aar": 2023, "kom": "151", "distrikt": "Nord", "enhed": "PPR", "fuldtid": 3, "delt_med": ""}
    return [usual | {"hoveder": one} for one in heads]


FORMS = [
    MARIE,
    f"{MARIE[:6]}-{MARIE[6:]}",
    f"ca. {MARIE}",
    f"0{MARIE}9",
    "71.01.15-0007",
    "71 01 15 00 07",
    "71.01.15-00-07",
]


@pytest.mark.parametrize("form", [*FORMS, f"{MARIE[:6]} - {MARIE[6:]}", f"{MARIE[:6]}\u2013{MARIE[6:]}"])
def test_her_number_goes_from_what_a_source_without_people_set_aside(town, form):
    deliver(town, "personale", "personale2023.csv", staff(form, "intet"))
    load(town, "personale")
    before = Ledger(town.ledger).loads("personale")[-1]
    wanted = needles([MARIE])
    assert not form.replace("-", "").isdigit() or scan_folder(town.quarantine, wanted).traces
    assert not forget(town).scan.traces
    after = Ledger(town.ledger).loads("personale")[-1]
    assert (after.rows_quarantined, after.rows_erased) == (before.rows_quarantined - 1, before.rows_erased + 1)
    with Ledger(town.ledger).transaction() as db:
        found = db.execute(
            "select rows from quarantine where load_id = ? and column_name = 'hoveder'", (after.load_id,)
        )
        counts = found.fetchall()
    assert [tuple(row) for row in counts] == [(1,)]
    assert balances(town)


@pytest.mark.parametrize("form", [MARIE, "710115-0007", "71 01 15 00 07"])
def test_a_voucher_that_holds_her_number_loses_it_and_stays_a_voucher(town, form):
    posting = {"kom": "151", "aar": 2023, "maaned": 1, "art": "regnskab", "funktion": "3.22.01", "dranst": "1",
               "ejerforhold": "1", "gruppering": "001", "omraade": "special", "beloeb": 100}  # fmt: skip
    deliver(town, "oekonomi", "oekonomi2023.csv", [posting | {"bilag": b} for b in (f"R-{form}", "R-7101150008", "b")])
    load(town, "oekonomi")
    assert len(rows(town, "oekonomi", "bilag")) == 3
    assert not forget(town).scan.traces
    kept = [bilag for (bilag,) in rows(town, "oekonomi", "bilag")]
    assert kept[:2] == ["R-7101150008", "b"] and kept[2].startswith("slettet-")
    assert balances(town)


def test_a_later_delivery_of_a_source_without_people_comes_without_her(marie):
    forget(marie)
    deliver(marie, "personale", "personale2023.csv", staff(f"{MARIE[:6]}-{MARIE[6:]}", "intet"))
    load(marie, "personale")
    newest = Ledger(marie.ledger).loads("personale")[-1]
    assert (newest.rows_read, newest.rows_quarantined, newest.rows_erased) == (2, 1, 1)
    assert not scan_folder(marie.out, needles([MARIE])).traces
    assert balances(marie)


def test_landing_files_that_still_hold_her_are_named(marie):
    with duckdb.connect() as con:
        con.execute(f"copy (select '{MARIE}' as pnr) to '{marie.landing}/bufo/bufo2021.parquet' (format parquet)")
    (marie.landing / "bufo" / "numbers.sas7bdat").write_bytes(b"\1" * 11 + struct.pack("<d", float(MARIE)))
    found = {path.name for path in files_that_hold(marie.landing, needles([MARIE]))}
    assert found == {
        "bufo2023.csv", "bufo2023_v2.csv", "ftbarn2020.csv", "uaf_adm2017.csv", "bufo2021.parquet", "numbers.sas7bdat"
    }  # fmt: skip


def test_an_excel_file_is_looked_into(town):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["pnr"])
    book.active.append([MARIE])
    (town.landing / "bufo").mkdir()
    book.save(town.landing / "bufo" / "bufo2023.xlsx")
    assert [path.name for path in files_that_hold(town.landing, needles([MARIE]))] == ["bufo2023.xlsx"]
    assert files_that_hold(town.landing, needles([CHILD])) == []


@pytest.mark.parametrize("step", ["sweep", "traces_of", "_sign"])
def test_a_crash_on_the_way_leaves_an_erasure_that_can_be_carried_on(marie, monkeypatch, step):

    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(command, step, interrupted)
        forget(marie)
    assert forget(marie).number == 1
    assert pending(Ledger(marie.ledger)) == []
    assert balances(marie)


def test_a_crash_before_anything_went_is_made_good_by_the_next_run(marie, monkeypatch):
    from dagster_project.safeguards.unfinished import finish_what_broke_off

    rebuild(marie)

    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(command, "sweep", interrupted)
        forget(marie)
    said = []
    finish_what_broke_off(marie, said.append)
    assert "without a proof" in said[0]
    rebuild(marie)
    assert not scan_folder(marie.out, needles([MARIE])).traces


def test_a_trace_that_is_left_is_no_proof(marie):
    forgotten_copy = marie.governance / "notes.txt"

    def leaves_a_copy(settings) -> bool:
        forgotten_copy.write_text(f"about {MARIE}", encoding="utf-8")
        return rebuild(settings)

    with pytest.raises(NotErased, match=r"notes\.txt: bytes") as refused:
        erase(marie, MARIE, leaves_a_copy, done, silent)
    assert MARIE not in str(refused.value)
    assert pending(Ledger(marie.ledger)) == [1]
    forgotten_copy.unlink()
    forget(marie)
    assert pending(Ledger(marie.ledger)) == []


def test_a_failed_build_is_no_erasure(marie):
    with pytest.raises(NotErased, match="build failed"):
        erase(marie, MARIE, lambda _settings: False, done, silent)


def test_the_list_is_of_keyed_hashes_and_of_no_use_without_its_key(marie, monkeypatch, tmp_path):
    forget(marie)
    kept = forgotten(Ledger(marie.ledger))
    assert {one.domain for one in kept} == {"person", "uaf_adm.recnum"}
    assert load_erasure_list(marie).named("person", [MARIE, CHILD]) == {MARIE}
    assert entry(b"another key" * 4, "person", MARIE).hash not in {one.hash for one in kept}
    monkeypatch.setenv("PLADS_ERASURE_KEY_FILE", str(tmp_path / "other.key"))
    deliver(marie, "bufo", "bufo2022.csv", bufo([MARIE]))
    with pytest.raises(KeyProblem):
        load(marie, "bufo")


def test_somebody_in_the_same_bucket_stays(town):
    """The bucket only spares hashing; the hash decides."""
    same = next(str(n) for n in range(7_400_000_000, 7_500_000_000) if bucket(str(n)) == bucket(MARIE))
    deliver(town, "bufo", "bufo2023.csv", bufo([MARIE, same]))
    load(town, "bufo")
    forget(town)
    assert rows(town, "bufo", "pnr") == [(same,)]


def test_the_bucket_is_the_same_in_sql():
    with duckdb.connect() as con:
        for text in (MARIE, CHILD, "2017/r1", "æøå"):
            assert con.execute(f"select {bucket_sql('$1')}", [text]).fetchone() == (bucket(text),)


def test_without_a_list_nothing_is_touched(marie):
    before = {path: path.stat().st_mtime_ns for path in marie.registers.rglob("*.parquet")}
    assert not load_erasure_list(marie)
    assert load_erasure_list(marie) == ErasureList()
    assert not sweep(marie, silent)
    assert before == {path: path.stat().st_mtime_ns for path in marie.registers.rglob("*.parquet")}


def test_a_second_sweep_finds_nothing(marie):
    forget(marie)
    assert not sweep(marie, silent)


@pytest.mark.parametrize("text", ["", "123", "71011500071", "seven", "7101150007; drop"])
def test_what_is_no_number_is_refused_without_being_said(text):
    with pytest.raises(ValueError, match="no person number") as refused:
        number_of(text)
    assert text == "" or text not in str(refused.value)


@pytest.mark.parametrize("text", ["7101150007", "710115-0007", " 710115 0007\n"])
def test_a_number_may_be_written_as_people_write_it(text):
    assert number_of(text) == MARIE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0101100001", {"0101100001"}),
        ("010110-0001", {"0101100001"}),
        ("101100001", {"101100001", "0101100001"}),  # the zero was lost on the way
        ("x;0101100001 2020-01-01", {"0101100001"}),
        ("12345678901234", set()),
    ],
)
def test_numbers_are_found_inside_broken_rows(text, expected):
    assert numbers_in(text) == expected


def test_births_name_two_people_each():
    assert births([("a", "b")])[0]["mor1"] == "b"


def test_an_earlier_publication_that_was_made_again_goes_with_her(marie):
    rebuild(marie)
    copy = marie.out / "as_of" / "0123456789abcdef" / "plads.duckdb"
    copy.parent.mkdir(parents=True)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("create table free as select 1 as one")
    assert not forget(marie).scan.traces
    assert not copy.exists()
