"""One broken row per rule: it is set aside with its row, column and rule, and the good rows go on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reader.conftest import Reader, read_one_broken_row

GOOD = {
    "bufo": (
        "2023",
        "pnr;kom;pgf;sag_vfra;sag_vtil",
        "6101151234;151;210;2020-01-01;9999-12-31",
    ),
    "fravaer": (
        "2024",
        "pnr;instnr;maaned;dageaktiv;dagesyg;dagelovfra;dageulovfra;dageialtfra",
        "6101151234;151001;2023-09-01;20;1;0;0;1",
    ),
    "udsp": (
        "2024",
        "pnr;skl_vfra;skl_vtil;udd;udel;instnr;kl_type;spc_art;spc_omfang;spc_start;spc_slut;modt",
        "6101151234;2023-08-01;;1105;25;151001;40;H11;9.00;2023-08-01;2024-06-30;0",
    ),
    "kotre": (
        "2023",
        "pnr;elev3_vfra;elev3_vtil;udd;udel;instnr;afg_art",
        "6101151234;2022-08-01;2023-06-30;1105;25;151001;11",
    ),
    "trivsel": (
        "2023",
        "resp_id;skoleaar;instnr;klassetrin;sp01",
        "r1;2022/2023;151001;5;4",
    ),
    "bef": (
        "202312",
        "pnr;referencetid;foed_dag;alder;koen;kom;antboernf",
        "6101151234;2023-12-31;2015-01-01;8;1;151;2",
    ),
    "buaf": (
        "2023",
        "pnr;kom;forloebsnr;haendelse;startdato;slutdato;samtykke;ansted_klas;pgf",
        "6101151234;151;f1;0;2022-01-01;;1;01;",
    ),
    "visitation": (
        "all",
        "pnr;tilbud;betalingskom;bopaelskom;timer_uge;henvist_dato;visiteret_fra;visiteret_til",
        "6101151234;specialskole;151;151;;2022-01-01;2022-08-01;",
    ),
    "institution": (
        "all",
        "instnr;navn;insttype;enhedsart;kom;gyldig_fra;gyldig_til",
        "151001;Skolen;folkeskole;hovedskole;151;2000-01-01;",
    ),
}

BROKEN = [
    ("bufo", "pnr", "", "required"),
    ("bufo", "pnr", "610115123", "pnr_form"),
    ("bufo", "pnr", "610115-1234", "pnr_form"),
    ("bufo", "kom", "1510", "unknown_code"),  # four digits: Norway
    ("bufo", "pgf", "500", "pgf_range"),
    ("bufo", "pgf", "99", "pgf_range"),
    ("bufo", "sag_vfra", "2020-02-30", "untypable"),
    ("bufo", "sag_vfra", "20200101", "untypable"),
    ("bufo", "sag_vfra", "2025-01-01", "sag_vfra_past"),
    ("bufo", "sag_vtil", "2019-12-31", "sag_vtil_not_before_sag_vfra"),
    ("fravaer", "dagesyg", "-1", "dagesyg_not_negative"),
    ("fravaer", "dageaktiv", "20.0", "untypable"),
    ("fravaer", "dageaktiv", "tyve", "untypable"),
    ("udsp", "spc_art", "H77", "unknown_code"),
    ("udsp", "kl_type", "51", "unknown_code"),
    ("udsp", "udel", "32", "unknown_code"),
    ("udsp", "spc_omfang", "9h", "untypable"),
    ("udsp", "spc_omfang", "-9.00", "spc_omfang_not_negative"),
    ("udsp", "spc_slut", "2023-07-31", "spc_slut_not_before_spc_start"),
    ("udsp", "modt", "2", "untypable"),
    ("kotre", "elev3_vtil", "2022-07-31", "elev3_vtil_not_before_elev3_vfra"),
    ("trivsel", "sp01", "6", "unknown_code"),
    ("bef", "koen", "3", "unknown_code"),
    ("bef", "antboernf", "-1", "antboernf_not_negative"),
    ("buaf", "haendelse", "8", "unknown_code"),
    ("buaf", "samtykke", "14", "unknown_code"),
    ("buaf", "ansted_klas", "1", "unknown_code"),  # the leading zero is part of the code
    ("buaf", "pgf", "abc", "pgf_range"),
    ("visitation", "tilbud", "privatskole", "unknown_code"),
    ("visitation", "henvist_dato", "2025-01-01", "henvist_dato_past"),
    ("visitation", "visiteret_til", "2022-07-31", "visiteret_til_not_before_visiteret_fra"),
    ("institution", "insttype", "skole", "unknown_code"),
    ("institution", "enhedsart", "filial", "unknown_code"),
    ("institution", "gyldig_til", "1999-12-31", "gyldig_til_not_before_gyldig_fra"),
]


@pytest.mark.parametrize(("source", "column", "value", "rule"), BROKEN)
def test_a_row_that_breaks_a_rule_is_set_aside(read: Reader, source: str, column: str, value: str, rule: str) -> None:
    outcome = read_one_broken_row(read, source, GOOD[source], column, value)
    assert outcome.quarantine == [(3, column, rule)]
    assert outcome.result.rows_loaded == 1


def test_an_end_before_the_start_is_no_fault_while_a_pupil_is_in_progress(read: Reader) -> None:
    period, header, good = GOOD["kotre"]
    row = good.replace("2023-06-30", "2000-01-01").replace(";11", ";44")
    assert read("kotre", period, "kotre2023.csv", f"{header}\n{row}\n").quarantine == []


def test_a_repeated_key_keeps_the_first_row_and_null_equals_null(read: Reader) -> None:
    header = "pnr;tilbud;betalingskom;bopaelskom;henvist_dato;visiteret_fra;distrikt\n"
    rows = "6101151234;specialskole;151;151;;;{}\n"
    outcome = read("visitation", "all", "visitation.csv", header + "".join(rows.format(d) for d in "ABC"))
    assert outcome.quarantine == [(3, "(key)", "duplicate_key"), (4, "(key)", "duplicate_key")]
    assert [row[5] for row in outcome.rows] == ["A"]


def test_the_first_good_row_of_a_key_counts_even_after_a_broken_one(read: Reader) -> None:
    header = "pnr;kom;pgf;sag_vfra\n"
    outcome = read(
        "bufo", "2023", "bufo2023.csv", header + "6101151234;999;210;2020-01-01\n" + "6101151234;151;210;2020-01-01\n"
    )
    assert outcome.quarantine == [(2, "kom", "unknown_code")]
    assert outcome.result.rows_loaded == 1


def test_rows_with_a_wrong_number_of_fields_keep_their_place_and_shift_no_other(read: Reader) -> None:
    _, header, good = GOOD["bufo"]
    lines = [header] + [good.replace("1234", str(1000 + i)) for i in range(8)]
    lines[2], lines[5] = "6101151000;151", lines[5] + ";x"
    lines[8] = lines[8].replace(";151;", ";999;")
    outcome = read("bufo", "2023", "bufo2023.csv", "\n".join(lines) + "\n")
    assert outcome.quarantine == [
        (3, "(row)", "missing_columns"),
        (6, "(row)", "too_many_columns"),
        (9, "kom", "unknown_code"),
    ]


def test_rows_after_the_data_cut_are_told_apart_from_wrong_ones(read: Reader) -> None:
    _, header, good = GOOD["bufo"]
    wrong = good.replace(";151;", ";999;").replace("1234", "1235")
    result = read("bufo", "2023", "bufo2023.csv", f"{header}\n{good}\n{wrong}\n", as_of=date(2019, 12, 31)).result
    assert (result.rows_quarantined, result.rows_after_cut) == (2, 2)
    result = read("bufo", "2023", "bufo2023.csv", f"{header}\n{good}\n{wrong}\n").result
    assert (result.rows_quarantined, result.rows_after_cut) == (1, 0)


def test_every_fault_of_a_row_is_named(read: Reader) -> None:
    outcome = read("bufo", "2023", "bufo2023.csv", "pnr;kom;pgf;sag_vfra\n6101151234;999;99;igår\n")
    assert outcome.quarantine == [(2, "kom", "unknown_code"), (2, "pgf", "pgf_range"), (2, "sag_vfra", "untypable")]


def test_an_open_list_accepts_codes_that_nobody_knows(read: Reader) -> None:
    outcome = read("bufo", "2023", "bufo2023.csv", "pnr;kom;pgf;sag_vfra\n6101151234;151;299;2020-01-01\n")
    assert outcome.result.rows_loaded == 1
