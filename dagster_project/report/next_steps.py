"""What a person has to do next: one line for everything that does not mend itself."""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.ledger import LoadRow
from dagster_project.outcomes import LoadStatus
from dagster_project.plausibility.periods import PeriodState, State, alarms
from dagster_project.report import states
from dagster_project.report.run import Run
from dagster_project.report.text import Text


@dataclass(frozen=True)
class Step:
    """Something to do: about what, why, and how; `page` is where more is said."""

    kind: states.Kind
    about: str
    why: Text
    do: Text
    page: str = ""


def _what_to_do(run: Run, kind: states.Kind, load: LoadRow) -> Text:
    if kind is states.WAITING:
        command = f"plads sign-off {load.load_id} --decision accept|reject {run.where}"
        return Text(f"Skriv under: {command}", f"Sign: {command}")
    if kind is states.HELD:
        decision = "override|reject" if load.rows_loaded else "reject"  # an empty period never comes into force
        command = f'plads sign-off {load.load_id} --decision {decision} --comment "…" {run.where}'
        return Text(f"Læs, hvad der brød, og tag stilling: {command}", f"Read what broke and decide: {command}")
    if kind is states.ERROR:
        return Text("Kør igen, og se loggen i Dagster: make ui", "Run again, and see the log in Dagster: make ui")
    return Text("Bed leverandøren om en ny fil", "Ask the supplier for a new file")


_TURNED_AWAY = (states.WAITING, states.HELD, states.REJECTED, states.ERROR)


def _turned_away(run: Run, period: PeriodState) -> Step | None:
    load = run.by_id.get(period.latest_load or "")
    if load is None or (kind := states.of_load(run, load.load_id)) not in _TURNED_AWAY:
        return None
    page = f"sources/{load.source}.html#{load.load_id}"
    why = Text(load.reason_da, load.reason_en)
    return Step(kind, load.file_name, why, _what_to_do(run, kind, load), page)


def _absent(run: Run, period: PeriodState) -> Step:
    contract = run.contracts[period.source]
    due = period.due_date
    why = Text(f"skulle være kommet {due}", f"was due {due}") if due else Text("kom aldrig", "never came")
    owner = states.owner_of(contract)
    do = Text(f"Ryk {owner.da}", f"Remind {owner.en}")
    kind = states.MISSING if period.state is State.MISSING else states.LATE
    label = period.source if contract.period == "none" else f"{period.source} {period.period}"
    return Step(kind, label, why, do, f"sources/{period.source}.html")


def _never(run: Run) -> list[Step]:
    """Sources of which nothing ever came: one line each, with what waits for them."""
    left_out = run.build.left_out if run.build else {}
    found = []
    for contract in run.contracts.values():
        if run.loads_of(contract.source):
            continue
        waiting = sum(contract.source in why and table.startswith("marts.") for table, why in left_out.items())
        why = Text("er aldrig kommet", "never came")
        if waiting:
            why = Text(f"{why.da}; {waiting} tabeller venter på den", f"{why.en}; {waiting} tables wait for it")
        owner = states.owner_of(contract)
        do = Text(f"Aftal levering med {owner.da}", f"Arrange delivery with {owner.en}")
        found.append(Step(states.MISSING, contract.source, why, do, f"sources/{contract.source}.html"))
    return found


def _failed(run: Run) -> list[Step]:
    why = Text("trinnet gik ned", "the step failed")
    do = Text("Se loggen i Dagster: make ui", "See the log in Dagster: make ui")
    return [Step(states.ERROR, name, why, do) for name in run.failed_steps]


def next_steps(run: Run) -> list[Step]:
    """Worst first: what failed, what was turned away, what is absent, what cannot be placed."""
    turned_away = [step for period in run.periods if (step := _turned_away(run, period))]
    absent = [_absent(run, period) for period in alarms(run.periods)]
    rename = Text("Ret navnet, eller fjern filen", "Correct the name, or remove the file")
    unplaced = [
        Step(states.IGNORED, load.file_name, Text(load.reason_da, load.reason_en), rename)
        for load in run.loads
        if load.status is LoadStatus.IGNORED and load.file_name in run.strays
    ]
    return [*_failed(run), *turned_away, *absent, *_never(run), *unplaced]
