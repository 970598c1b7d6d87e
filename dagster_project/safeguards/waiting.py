"""Sources of which the next run would build on other loads than readers have now."""

from __future__ import annotations

from dagster_project.contracts.load import load_contracts
from dagster_project.landing import discover
from dagster_project.ledger import Ledger
from dagster_project.registers.attempts import rules_version, sort_out
from dagster_project.registers.start import loads_in_force
from dagster_project.settings import Settings
from dagster_project.warehouse.state import last_build


def _new_files(settings: Settings) -> set[str]:
    """Sources with a file that the next run would try to load, also one that it turned away under other rules."""
    contracts, ledger = load_contracts(), Ledger(settings.ledger)
    arrivals = [arrival for arrival in discover(settings.landing, contracts) if arrival.name is not None]
    decisions, found = ledger.decisions(), set()
    for source in {arrival.folder.lower() for arrival in arrivals} & set(contracts):
        of_source = [arrival for arrival in arrivals if arrival.folder.lower() == source]
        rules = rules_version(contracts[source], settings)
        fresh, _, _ = sort_out(of_source, ledger.loads(source), settings, rules, decisions)
        if fresh:
            found.add(source)
    return found


def _other_loads(settings: Settings) -> set[str]:
    """Sources whose loads in force are others than in the last build: a decision or a removal came in between."""
    build = last_build(settings)
    if build is None:
        return {"the last build · den seneste bygning"}
    now = {source: sorted(ids) for source, ids in loads_in_force(settings).items() if ids}
    return {
        source for source in now.keys() | build.state.loads.keys() if now.get(source) != build.state.loads.get(source)
    }


def waiting(settings: Settings) -> list[str]:
    """Their names in order; none when the next run would find nothing to do."""
    return sorted(_new_files(settings) | _other_loads(settings))
