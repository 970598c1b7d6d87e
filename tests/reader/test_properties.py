"""Whatever the bytes are, every row is either loaded or set aside, and what was written in a dialect is read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagster_project.reader import Refused
from tests.reader.conftest import Reader

RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADER = "bilag;kom;aar;maaned;art;funktion;dranst;omraade;instnr;beloeb\n"
TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=255, exclude_categories=("Cc", "Cs"), exclude_characters=""),
    min_size=1,
    max_size=8,
)


@RELAXED
@given(
    st.lists(
        st.tuples(TEXT, st.decimals(-(10**9), 10**9, places=2)), min_size=1, max_size=12, unique_by=lambda row: row[0]
    ),
    st.sampled_from([",", "."]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_written_rows_come_back(read: Reader, rows: list[tuple[str, Decimal]], mark: str, encoding: str) -> None:
    lines = [
        '"{}";151;2023;1;regnskab;3.22.01;1;special;;{}'.format(text.replace('"', '""'), str(amount).replace(".", mark))
        for text, amount in rows
    ]
    outcome = read("oekonomi", "2023", "oekonomi2023.csv", (HEADER + "\n".join(lines) + "\n").encode(encoding))
    assert [(row[0], row[12]) for row in outcome.rows] == rows


@RELAXED
@given(st.lists(st.text(st.sampled_from('06;"\n1åx-.,\r '), max_size=40), max_size=8))
def test_every_row_of_any_text_is_loaded_or_set_aside_or_the_file_is_refused(read: Reader, lines: list[str]) -> None:
    good = "6101151234;151;210;2020-01-01\n"
    try:
        outcome = read("bufo", "2023", "bufo2023.csv", "pnr;kom;pgf;sag_vfra\n" + good + "\n".join(lines))
    except Refused:
        return
    assert outcome.rows[:1] == [("6101151234", "151", "210", date(2020, 1, 1), None)]
    assert len({row for row, _, _ in outcome.quarantine}) == outcome.result.rows_quarantined
