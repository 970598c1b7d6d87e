"""A scenario that moves more out of an offer than is there stops the build, and is named with its offer."""

from __future__ import annotations

from tests.models.conftest import Warehouse

SCENARIOS = """
    create table seed_override.scenario (
        scenario varchar, from_offer varchar, to_offer varchar, share_moved decimal(12, 9),
        unit_cost_to decimal(18, 6), name_da varchar, name_en varchar, source varchar, mark varchar
    );
    insert into seed_override.scenario (scenario, from_offer, to_offer, share_moved) values
        ('emptied', 'specialskole', 'gruppeordning', 0.7), ('emptied', 'specialskole', 'general', 0.3),
        ('emptied', 'gruppeordning', 'general', 1);
"""


def test_all_of_an_offer_can_be_moved(warehouse: Warehouse) -> None:
    warehouse.fill(SCENARIOS)
    build = warehouse.build("--select", "+dim_scenario")
    assert build.returncode == 0, build.stdout
    assert warehouse.query("select count(*) from core.dim_scenario") == [(3,)]


def test_more_than_there_is_is_an_error_that_names_scenario_and_offer(warehouse: Warehouse) -> None:
    warehouse.fill(
        SCENARIOS + "insert into seed_override.scenario (scenario, from_offer, to_offer, share_moved) values"
        " ('too_much', 'gruppeordning', 'general', 0.7), ('too_much', 'gruppeordning', 'stoettetimer', 0.31);"
    )
    build = warehouse.build("--select", "+dim_scenario")
    assert build.returncode == 1, build.stdout
    assert "too_much moves 1.01 of gruppeordning" in build.stdout
    assert "emptied" not in build.stdout
    assert "dim_scenario" not in warehouse.tables()
