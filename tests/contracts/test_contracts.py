"""Contract files hold together, and what is generated from them is up to date."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dagster_project.contracts import load_contract, load_contracts
from dagster_project.contracts.domains import pseudonym_domains
from dagster_project.contracts.load import SUFFIX
from dagster_project.contracts.render import stale
from dagster_project.settings import EXPECTATIONS, SEEDS

CONTRACTS = load_contracts()
VARIABLES = {
    "bef": 26,
    "boernfb": 13,
    "buaf": 18,
    "bufo": 5,
    "buu": 30,
    "ftbarn": 34,
    "kotre": 8,
    "ssko": 8,
    "syap": 14,
    "syhb": 14,
    "uaf_adm": 3,
    "uaf_diag": 6,
    "udsp": 16,
}


@pytest.mark.parametrize("source", sorted(CONTRACTS))
def test_contract_is_named_after_its_file_and_speaks_both_languages(source: str) -> None:
    contract = load_contract(EXPECTATIONS / f"{source}{SUFFIX}")
    assert contract.source == source
    assert contract.title_da and contract.title_en and contract.grain_da and contract.grain_en
    for column in contract.columns:
        assert column.label_da and column.label_en
    for rule in contract.rules:
        assert rule.description_da and rule.description_en


@pytest.mark.parametrize("source", sorted(CONTRACTS))
def test_key_columns_exist_and_code_lists_have_a_seed(source: str) -> None:
    contract = CONTRACTS[source]
    assert contract.key
    for name in contract.key:
        contract.column(name)
    for column in contract.columns:
        if column.code_list:
            assert (SEEDS / f"{column.code_list}.csv").is_file(), column.code_list


@pytest.mark.parametrize(("source", "count"), sorted(VARIABLES.items()))
def test_registers_have_as_many_variables_as_were_delivered(source: str, count: int) -> None:
    assert len(CONTRACTS[source].columns) == count


def test_identifiers_are_direct_identifiers_and_each_has_one_domain() -> None:
    for contract in CONTRACTS.values():
        for column in contract.columns:
            assert (column.identifies is not None) == (column.personal == "direct_identifier"), (
                contract.source,
                column.name,
            )
    assert CONTRACTS["bef"].identifiers("person") == ("pnr", "mor_id", "far_id")
    assert CONTRACTS["trivsel"].identifiers("respondent") == ("resp_id",)
    assert CONTRACTS["trivsel"].identifiers("person") == ()
    assert CONTRACTS["survey"].identifiers("staff_respondent") == ("resp_id",)


def test_a_domain_is_named_by_its_contracts_and_its_identifier_by_most_of_their_columns() -> None:
    domains = pseudonym_domains(CONTRACTS)
    assert (domains["person"].identifier, domains["person"].key) == ("pnr", "person_key")
    assert (domains["staff_respondent"].identifier, domains["staff_respondent"].sources) == ("resp_id", ("survey",))


def test_generated_files_are_up_to_date() -> None:
    assert stale() == []


def test_a_contract_that_names_an_unknown_column_is_refused_by_file_name(tmp_path: Path) -> None:
    document = yaml.safe_load((EXPECTATIONS / f"bufo{SUFFIX}").read_text(encoding="utf-8"))
    document["schema"][0]["quality"][0]["implementation"]["columns"] = ["nobody"]
    path = tmp_path / f"bufo{SUFFIX}"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(ValueError, match=r"bufo\.odcs\.yaml.*nobody"):
        load_contract(path)
