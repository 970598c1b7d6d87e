"""What may be said of an error: whatever an engine quotes, nothing of it is repeated; what helps is."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.cli import main
from dagster_project.error_words import StepError, of_exception, said_without_values, without_values
from dagster_project.sign_off import Refusal

VALUE = "zqplantedqz"


def raised(does: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught, said_without_values():
        does()
    return caught.value


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (f"select cast('{VALUE}' as integer)", "Conversion Error: could not convert a string to INT32"),
        (f"select '{VALUE}'::date", "Conversion Error: a string is no date"),
        (f"select error('{VALUE}')", "Invalid Input Error"),
        (f"select strptime('{VALUE}', '%d')", "Invalid Input Error"),
        (f"select regexp_matches('a', '({VALUE}')", "Invalid Input Error"),
        (f"select '{VALUE}'::json", "Conversion Error"),
        (f"select cast('{VALUE}' as enum('a'))", "Conversion Error"),
        (f"create table t (a varchar unique); insert into t values ('{VALUE}'), ('{VALUE}')", "same key"),
        (f"create table t (a varchar check (a < 'a')); insert into t values ('{VALUE}')", "Constraint Error"),
        ("create table t (a int not null); insert into t values (null)", "NOT NULL constraint failed: t.a"),
        ("select cast('99999' as decimal(3, 1))", "could not convert a string to DECIMAL(3,1)"),
    ],
)
def test_an_engine_is_not_repeated_where_it_quotes(query: str, says: str) -> None:
    with duckdb.connect() as con:
        error = raised(lambda: con.execute(query).fetchall())
    assert says in str(error)
    assert VALUE not in "".join(traceback.format_exception(error)).replace(query, "")


def test_nothing_of_what_came_before_is_kept() -> None:
    def stumbles() -> None:
        try:
            int(VALUE)
        except ValueError as error:
            raise Refusal("afvist", "refused") from error

    error = raised(stumbles)
    assert isinstance(error, Refusal)
    for one in (error, raised(lambda: int(VALUE))):
        assert one.__cause__ is None
        assert one.__context__ is None


def test_the_place_is_said_and_words_of_python_are_not() -> None:
    error = raised(lambda: int(VALUE))
    assert isinstance(error, StepError)
    assert "ValueError at test_error_words.py:" in str(error)


def test_a_number_like_a_persons_is_never_repeated() -> None:
    assert without_values(
        "Compilation Error in model a (models/a.sql)\n  postings of 2019; 010190-7777, 0101907777"
    ) == ("Compilation Error in model a (models/a.sql)\n  postings of 2019; …, …")


@given(st.text(max_size=60))
def test_no_value_is_found_in_what_is_said_whatever_it_is(odd: str) -> None:
    """Also one that closes its quotes and goes on as the engine would."""
    value = f"{odd}{VALUE}{odd}"
    texts = [
        f"Runtime Error in model a (models/a.sql)\n  Conversion Error: Could not convert string '{value}' to INT32",
        f"Runtime Error in model a (models/a.sql)\n  {value}",
        f"Unhandled error while executing a\n{value}",
        f"Runtime Error in model a (models/a.sql)\n  Python model failed:\n  Traceback (most recent call last):\n"
        f'    File "a.py", line 3, in model\n      return int(word)\n  ValueError: invalid literal: {value}\n  ',
        value,
    ]
    for text in texts:
        assert VALUE not in without_values(text)


@pytest.mark.parametrize(
    "closing",
    [
        "' to INT32",
        "' to INT32\n\nLINE 3: ",
        '\n  File "',
        "Binder Error: ",
        "\nCompilation Error in model a\n",
        "' to ",
    ],
)
def test_a_value_that_speaks_as_the_engine_does_is_not_believed(closing: str) -> None:
    text = f"Runtime Error in model a\n  Conversion Error: Could not convert string 'x{closing}{VALUE}' to INT32"
    assert VALUE not in without_values(text)


@pytest.mark.parametrize(
    "text",
    [
        "Failure in test unique_a (models/_a.yml)\n  Got 3 results, configured to fail if != 0",
        "Got 1 result, configured to warn if != 0",
        "[WARNING]: Got 1 result, configured to warn if != 0",
        "12 of 90 ERROR creating sql table model core.fct_cost ......... [ERROR in 0.12s]",
        "[ERROR]: in model fct_cost (models/core/fct_cost.sql)",
        "Compilation Error in model fct_cost (models/core/fct_cost.sql)\n  'reff' is undefined",
        'Runtime Error in model a (models/a.sql)\n  Catalog Error: Table with name b does not exist!\n  LINE 1: from b',
        "Runtime Error in model a (models/a.sql)\n  Out of Memory Error: failed to allocate data of size 16.0 MiB",
    ],
)  # fmt: skip
def test_what_quotes_no_row_is_repeated_as_it_is(text: str) -> None:
    assert without_values(text) == text


def test_what_our_own_code_says_is_repeated() -> None:
    from dagster_project.validation.validate import validate

    with pytest.raises(ValueError, match="nothing to validate") as caught:
        validate(
            type("contract", (), {"source": "bef"}),  # type: ignore[arg-type]
            [], as_of=None, code_lists={}, docs=None, memory_limit="", threads=1, limits=None,  # type: ignore[arg-type]
        )  # fmt: skip
    assert of_exception(caught.value).endswith("bef: nothing to validate")


def test_a_command_that_breaks_says_no_value_at_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "dagster_project.cli.reviewers.output_of", lambda _: duckdb.sql(f"select '{VALUE}'::int").fetchall()
    )
    done = CliRunner().invoke(main, ["verify-log"])
    assert done.exit_code == 1
    assert isinstance(done.exception, StepError)
    assert VALUE not in str(done.exception)
