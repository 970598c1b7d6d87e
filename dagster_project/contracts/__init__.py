"""Contract files as checked objects: the one truth about columns, types, codes, keys, rules and personal data."""

from dagster_project.contracts.code_lists import CodeList, load_code_lists
from dagster_project.contracts.load import load_contract, load_contracts
from dagster_project.contracts.model import Column, Contract, Rule

__all__ = ["CodeList", "Column", "Contract", "Rule", "load_code_lists", "load_contract", "load_contracts"]
