"""A failed build says which model failed and why, in words; what the engine quoted of a row stands nowhere."""

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import dagster as dg
import pytest
from dagster_dbt import DagsterDbtTranslator

from dagster_project.dagster_home import prepare_dagster_home
from dagster_project.defs import dbt_events as module
from dagster_project.defs.loggers import CONSOLE, console_logger
from dagster_project.settings import Settings
from dagster_project.warehouse.client import Dbt, environment
from dagster_project.warehouse.plan import Plan
from tests.defs import failing_project
from tests.end_to_end.personal_values import left_behind, texts


class Night(NamedTuple):
    """What a failed build left: files, and what was said."""

    out: Path
    said: str
    logged: str


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    folder = tmp_path_factory.mktemp("failing")
    settings = Settings(folder / "landing", folder / "out", date(2024, 12, 31))
    home = prepare_dagster_home(settings)
    failing_project.plant(settings.warehouse)
    project = failing_project.make(folder / "project")
    parsed = failing_project.parsed(project, folder / "parsed", settings.environment())
    said: list[str] = []

    @dg.op
    def build(context: dg.OpExecutionContext) -> None:
        dbt = Dbt(project_dir=str(project), profiles_dir=str(project),
                  dbt_executable=str(Path(sys.executable).with_name("dbt")))  # fmt: skip
        for _ in module.dbt_events(context, settings, dbt, Plan(None, [], {}, "all"), DagsterDbtTranslator()):
            pass

    @dg.job(logger_defs={CONSOLE: console_logger}, config={"loggers": {CONSOLE: {"config": {}}}})
    def job() -> None:
        build()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "manifest", lambda: parsed)
        patch.setattr("rich.console.Console.print", lambda _console, text, **_: said.append(str(text)))
        with environment({**settings.environment(), "DAGSTER_HOME": str(home)}), dg.DagsterInstance.get() as instance:
            result = job.execute_in_process(instance=instance, raise_on_error=False)
            assert not result.success
            logged = "\n".join(str(one) for one in instance.all_logs(result.run_id))
    yield Night(settings.out, "\n".join(said), logged)


def test_no_value_stands_in_anything_that_the_build_left(night: Night) -> None:
    paths = left_behind(night.out)
    assert {"run_results.json", "dbt.log", "runs.db"} <= {path.name for path in paths}
    found = {
        (path.name, sentinel)
        for path in paths
        for _, text in texts(path)
        for sentinel in failing_project.SENTINELS
        if sentinel in text
    }
    assert found == set()


@pytest.mark.parametrize("words", ["said", "logged"])
def test_no_value_was_said(night: Night, words: str) -> None:
    text = getattr(night, words)
    assert text
    assert [sentinel for sentinel in failing_project.SENTINELS if sentinel in text] == []


@pytest.mark.parametrize(
    ("model", "why"),
    [
        ("fct_conversion", "Conversion Error: could not convert a string to INT32"),
        ("fct_out_of_range", "Conversion Error: a value does not fit into INT32"),
        ("fct_multiplied", "Out of Range Error: overflow in multiplication"),
        ("fct_word", "Conversion Error: a string is no date, column word, line 10 of the SQL"),
        ("fct_format", "Invalid Input Error"),
        ("fct_said", "Invalid Input Error"),
        ("fct_quotes", "Conversion Error: could not convert a string to INT32"),
        ("fct_constraint", "Constraint Error: two rows with the same key"),
        ("fct_no_such_column", 'Binder Error: Referenced column "no_such_column" not found'),
        ("fct_compilation", "a scenario moves 1.01 of gruppeordning"),
        ("fct_python", "ValueError"),
        ("unique_fct_good_number", "Got 1 result, configured to fail if != 0"),
    ],
)
def test_the_model_that_failed_is_named_with_the_reason(night: Night, model: str, why: str) -> None:
    blocks = re.findall(rf"\[ERROR\]: in \w+ {model}\b.*?(?=\[ERROR\]: in |Done\.|\Z)", night.said, re.DOTALL)
    assert blocks
    assert all(why in block for block in blocks), blocks[0]
