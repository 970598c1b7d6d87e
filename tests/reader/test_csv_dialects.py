"""The same rows arrive in every dialect that the contract allows and come out the same."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dagster_project.reader import Refused
from dagster_project.reader.byte_scan import scan_csv
from tests.reader.conftest import Reader

HEADER = "aar;udd;skl_vfra"
DIALECTS = list(
    itertools.product(
        ["utf-8", "utf-8-sig", "latin-1"], [",", "."], ["%Y-%m-%d", "%d-%m-%Y"], ["\n", "\r\n"], [str.lower, str.upper]
    )
)


@pytest.mark.parametrize(("encoding", "mark", "form", "line_end", "case"), DIALECTS)
def test_every_dialect_gives_the_same_rows(
    read: Reader, encoding: str, mark: str, form: str, line_end: str, case: object
) -> None:
    first, last = date(2023, 8, 1).strftime(form), date(2024, 6, 28).strftime(form)
    header = "pnr;kom;instnr;pgf;tilbud;betalingskom;bopaelskom;distrikt;timer_uge;visiteret_fra;visiteret_til"
    text = line_end.join(
        [
            case(header),  # type: ignore[operator]
            f"6101151234;x;;y;stoettetimer;151;151;Ågård;9{mark}25;{first};{last}",
            f'"6201151234";;;;specialskole;151;151;"Øst;Vest";;{first};',
            "",
        ]
    )
    outcome = read("visitation", "all", "visitation.csv", text.encode(encoding))
    names = ("pnr", "tilbud", "distrikt", "timer_uge", "visiteret_fra", "visiteret_til")
    place = {name: i for i, name in enumerate(
        ("pnr", "tilbud", "tilbud_instnr", "betalingskom", "bopaelskom", "distrikt", "henvist_fra_instnr", "timer_uge",
         "henvist_dato", "afgoerelse_dato", "visiteret_fra", "visiteret_til"))}  # fmt: skip
    assert [tuple(row[place[name]] for name in names) for row in outcome.rows] == [
        ("6101151234", "stoettetimer", "Ågård", Decimal("9.250000"), date(2023, 8, 1), date(2024, 6, 28)),
        ("6201151234", "specialskole", "Øst;Vest", None, date(2023, 8, 1), None),
    ]
    assert outcome.result.encoding == {"latin-1": "iso-8859-1"}.get(encoding, encoding)
    assert outcome.result.dialect == {
        "date_form": "yyyy-mm-dd" if form.startswith("%Y") else "dd-mm-yyyy", "decimal_mark": mark,
    }  # fmt: skip
    assert outcome.result.warnings


BUFO = "pnr;kom;pgf;sag_vfra;sag_vtil\n"
ROW = "6101151234;151;210;2020-01-01;\n"


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("empty", b""),
        ("header_only", BUFO.encode()),
        ("delimiter", BUFO.replace(";", ",").encode() + ROW.replace(";", ",").encode()),
        ("delimiter", BUFO.replace(";", "\t").encode() + ROW.replace(";", "\t").encode()),
        ("missing_column", b"pnr;kom;pgf\n6101151234;151;210\n"),
        ("duplicate_header", b"pnr;PNR;kom;pgf;sag_vfra\n1;2;3;4;5\n"),
        ("nul_bytes", (BUFO + ROW).encode() + b"\0"),
        ("nul_bytes", (BUFO + ROW).encode("utf-16")),
        ("unclosed_quote", (BUFO + '"' + ROW).encode()),
        ("unclosed_quote", (BUFO + '"' + ROW + ROW + ROW.replace("210", '2"10')).encode()),
        ("truncated", (BUFO + ROW + "6101151235;151").encode()),
        ("mixed_date_order", (BUFO + ROW + ROW.replace("2020-01-01", "01-01-2020")).encode()),
        ("encoding", (BUFO + ROW.replace("151", "æ")).encode() + ROW.replace("151", "æ").encode("latin-1")),
        ("encoding", (BUFO + ROW).encode() + b"\x80\n"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(read: Reader, code: str, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read("bufo", "2023", "bufo2023.csv", content)
    assert refused.value.code == code
    assert refused.value.da and refused.value.en and "6101151234" not in refused.value.en


def test_both_decimal_marks_in_different_rows_refuse_the_file(read: Reader) -> None:
    header = "bilag;kom;aar;maaned;art;funktion;dranst;omraade;beloeb\n"
    row = "{};151;2023;1;regnskab;3.22.01;1;special;{}\n"
    with pytest.raises(Refused) as refused:
        read("oekonomi", "2023", "oekonomi2023.csv", header + row.format(1, "1,5") + row.format(2, "1.5"))
    assert refused.value.code == "mixed_decimal_mark"
    outcome = read(
        "oekonomi",
        "2023",
        "oekonomi2023.csv",
        header + row.format(1, "-1,5") + row.format(2, "15") + row.format(3, "1.000,5"),
    )
    assert outcome.quarantine == [(4, "beloeb", "untypable")]


def test_rows_that_contradict_the_period_refuse_the_file(read: Reader) -> None:
    header = "bilag;kom;aar;maaned;art;funktion;dranst;omraade;beloeb\n"
    with pytest.raises(Refused) as refused:
        read("oekonomi", "2022", "oekonomi2022.csv", header + "1;151;2023;1;regnskab;3.22.01;1;special;1\n")
    assert refused.value.code == "aar_period"


def test_a_decimal_comma_that_shows_only_after_the_sample_is_still_found(read: Reader) -> None:
    header = "bilag;kom;aar;maaned;art;funktion;dranst;omraade;beloeb\n"
    rows = "".join(f"{n};151;2023;1;regnskab;3.22.01;1;special;{n}\n" for n in range(20_001))
    outcome = read(
        "oekonomi", "2023", "oekonomi2023.csv", header + rows + "x;151;2023;1;regnskab;3.22.01;1;special;1,5\n"
    )
    assert outcome.result.dialect["decimal_mark"] == ","
    assert outcome.result.rows_loaded == 20_002


@pytest.mark.parametrize("day", ["2020-01-01", "01-01-2020"])
@pytest.mark.parametrize("open_end", ["9999-12-31", "31-12-9999"])
def test_an_open_end_may_be_spelt_either_way_in_any_file(read: Reader, day: str, open_end: str) -> None:
    outcome = read("bufo", "2023", "bufo2023.csv", f"{BUFO}6101151234;151;210;{day};{open_end}\n")
    assert outcome.rows[0][3:] == (date(2020, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 1 << 22])
@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("a;b\n1;2\n", 2),
        ("a;b\n1;2", 2),
        ("a;b\r\n\r\n1;2\r\n\r\n", 2),
        ('a;b\n"1";"2"\n\n"x\ny";2\n', 3),
        ('a;b\n"";""\n"a""b";2', 3),
        ("\n\na;b\n1;2\n\n\n", 2),
        ('a;b\n"x\n";\n', 2),
    ],
)
def test_records_are_counted_alike_however_the_bytes_are_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, records: int, chunk: int
) -> None:
    monkeypatch.setattr("dagster_project.reader.byte_scan._CHUNK", chunk)
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode())
    assert scan_csv(path).records == records
