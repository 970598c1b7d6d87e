"""From a figure to the registers: what a person finds by reading the models, the lineage finds too."""

import pytest

from dagster_project.column_lineage.models import Models, table_of
from dagster_project.column_lineage.store import column_lineage
from dagster_project.column_lineage.trace import named
from dagster_project.contracts import load_contracts
from dagster_project.warehouse.lineage import RISK_MODEL, ancestors
from dagster_project.warehouse.manifest import manifest

# Read out of the models by hand: which columns of registers and seeds are in the value.
VALUES = {
    ("published.segregation_rate", "segregated"): {
        "institution.insttype", "udsp.kl_type", "udsp._period", "seed.class_type.is_special_class",
        "seed.institution_type.is_segregating", "seed.institution_type.can_have_special_class",
    },
    ("published.segregation_rate", "municipality_code"): {"bef.kom"},
    # The target itself, and what it is looked up by: the municipality, and the school year of the enrolment.
    ("published.segregation_rate", "target_rate"): {
        "seed.target.rate", "seed.target.municipality_code", "bef.kom", "kotre.elev3_vfra", "kotre.elev3_vtil",
        "kotre.afg_art", "run.as_of",
    },
    ("published.helaarsboern", "days"): {"visitation.visiteret_fra", "visitation.visiteret_til", "run.as_of"},
    ("published.helaarsboern", "municipality_code"): {"visitation.betalingskom"},
    ("published.special_education_cost", "amount_current"): {"oekonomi.beloeb"},
    ("published.special_education_cost", "amount_fixed"): {
        "oekonomi.beloeb", "oekonomi.aar", "seed.pl_index.rate_pct", "seed.pl_index.year_from",
    },
    ("marts.absence", "sick"): {"fravaer.dagesyg", "fravaer.dageaktiv", "fravaer.maaned"},
    ("core.fct_absence", "person_key"): {"fravaer.pnr"},
    ("core.fct_birth", "first_mother_key"): {"ftbarn.mor1"},
    ("core.dim_person", "sex"): {"bef.koen"},
}  # fmt: skip

# And which registers decide which rows there are.
DECIDED_BY = {
    ("published.segregation_rate", "segregated"): {
        "kotre.pnr", "kotre.elev3_vfra", "kotre.elev3_vtil", "kotre.udd", "udsp.pnr", "udsp.spc_start", "udsp.spc_slut",
        "institution.instnr", "bef.kom", "bef.referencetid", "visitation.distrikt", "run.as_of",
    },
    ("published.helaarsboern", "days"): {"visitation.betalingskom", "visitation.tilbud", "visitation.timer_uge"},
    ("published.special_education_cost", "amount_fixed"): {"oekonomi.omraade", "oekonomi.dranst", "oekonomi.kom"},
}  # fmt: skip


@pytest.fixture(scope="module")
def lineage():
    return column_lineage()


@pytest.mark.parametrize(("table", "column"), VALUES)
def test_a_value_comes_from_what_a_person_finds(lineage, table, column):
    assert lineage.of(table, column).values == VALUES[table, column]


@pytest.mark.parametrize(("table", "column"), DECIDED_BY)
def test_rows_are_decided_by_what_a_person_finds(lineage, table, column):
    assert lineage.of(table, column).rows >= DECIDED_BY[table, column]


def test_children_in_offers_have_nothing_to_do_with_schools_or_money(lineage):
    behind = lineage.of("published.helaarsboern", "days")
    assert {cell.split(".")[0] for cell in behind.values | behind.rows} == {"visitation", "seed", "run"}


def changed(models, table: str, model: str, was: str, becomes: str) -> Models:
    """What is behind one table, read again after a model behind it was changed."""
    found = models.manifest
    (wanted,) = [key for key, node in found["nodes"].items() if key.startswith("model.") and table_of(node) == table]
    behind = ancestors(found, wanted) | {wanted}
    kept = {key: node for key, node in found["nodes"].items() if key in behind or key.startswith("seed.")}
    compiled = dict(models.compiled)
    assert was in compiled[f"model.plads.{model}"]
    compiled[f"model.plads.{model}"] = compiled[f"model.plads.{model}"].replace(was, becomes)
    return Models({**found, "nodes": kept}, compiled)


@pytest.mark.parametrize(
    ("model", "was", "becomes", "table", "column"),
    [
        ("stg_oekonomi", "beloeb", "art", "published.special_education_cost", "amount_current"),
        ("stg_visitation", "visitation.visiteret_fra", "visitation.henvist_dato", "published.helaarsboern", "days"),
        ("stg_fravaer", "pnr = person.pnr", "instnr = person.pnr", "core.fct_absence", "person_key"),
    ],
)
def test_another_column_in_a_model_is_another_lineage(models, model, was, becomes, table, column):
    for to, is_same in ((was, True), (becomes, False)):
        found = changed(models, table, model, was, to).graph.sources(table, column)
        assert (found.values == VALUES[table, column]) is is_same


def test_a_column_that_no_contract_knows_is_not_understood_and_says_the_whole_register(models):
    found = changed(models, "marts.childcare", "stg_boernfb", "boernfb.", "boernfb.x")
    sources = found.graph.sources("marts.childcare", "children")
    assert not sources.is_resolved
    assert "boernfb.*" in sources.values
    assert "staging.stg_boernfb" in found.not_understood


def test_every_column_outside_the_risk_model_is_resolved(lineage):
    """The risk model, and what decides the hiding, are made in Python; whatever else is not resolved is news."""
    risky = {
        f"{node['schema']}.{node['alias']}"
        for node in manifest()["nodes"].values()
        if RISK_MODEL in node.get("tags", []) or node["schema"] == "disclosure"
    }
    unresolved = {
        (table, column)
        for table, columns in lineage.sources.items()
        for column, sources in columns.items()
        if not sources.is_resolved and table not in risky
    }
    shown_with_others = {"marts.institution_profile", "published.institution_profile"}
    about_all_tables = {"governance.suppression_log", "governance.told_cells", "governance.reference_check"}
    assert {table for table, _ in unresolved} <= shown_with_others | about_all_tables
    assert lineage.share_resolved > 0.95
    assert set(lineage.not_understood) <= risky


def test_every_source_is_a_column_of_a_contract_a_seed_or_the_run(lineage):
    contracts = load_contracts()
    for columns in lineage.sources.values():
        for sources in columns.values():
            for cell in sources.values | sources.rows:
                table, column = cell.split(".")[:2]
                assert table in ("seed", "run") or column in (*contracts[table].names, "_period", "_load_id", "*"), cell


def test_the_names_of_a_table_stand_for_it():
    assert named(["bef.*", "bef.kom", "kotre.*", "seed.a.*", "seed.a.x"]) == ["bef.kom", "kotre.*", "seed.a.x"]
