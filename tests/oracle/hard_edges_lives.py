"""Children made for one rule each: beginning school, leaving it, waiting for an offer, and the lighter offers."""

from datetime import date

from tests.oracle.hard_children import Child
from tests.oracle.hard_edges_care import DEPARTMENT, LONG_AGO, MAIN
from tests.oracle.hard_edges_pupils import Edges
from tests.oracle.hard_municipal import visitation_row

LIVES_TOWN, WAITING_TOWN, LIGHT_TOWN = "201", "190", "210"


def _years(edges: Edges, *path: tuple[int, str, int]) -> str:
    """A resident of the town, enrolled at a school and grade in the school year that begins in each year."""
    child = edges.child((LONG_AGO, LIVES_TOWN))
    for year, instnr, grade in path:
        days = date(year, 8, 1), date(year + 1, 6, 30)
        edges.enrol(child, instnr, *days, udd="1116", udel=str(20 + grade))
    return child.pnr


def starters(edges: Edges) -> None:
    """At once in a special school, a year twice, back from grade one, and the ordinary way."""
    _years(edges, (2022, DEPARTMENT, 0))
    _years(edges, (2021, MAIN, 0), (2022, MAIN, 0))
    _years(edges, (2021, MAIN, 1), (2022, MAIN, 0))
    _years(edges, (2022, MAIN, 0))


def leavers(edges: Edges) -> None:
    """Out of a special or a general offer, gone too early, still there, and known or unknown five years later."""
    paths = (
        (((2017, DEPARTMENT, 8), (2018, MAIN, 9)), "uddannelse"),
        (((2017, MAIN, 9), (2018, DEPARTMENT, 10)), "beskaeftigelse"),
        (((2018, DEPARTMENT, 9), (2019, DEPARTMENT, 10)), "beskaeftigelse"),
        (((2018, DEPARTMENT, 9),), None),
        (((2018, DEPARTMENT, 8),), "uddannelse"),
        (((2018, DEPARTMENT, 9),), "oevrige"),
        (((2017, DEPARTMENT, 8), (2018, MAIN, 9), (2020, MAIN, 9)), "offentlig_forsoergelse"),
        (((2017, MAIN, 8), (2018, MAIN, 9)), "uddannelse"),
    )
    for path, status in paths:
        pnr = _years(edges, *path)
        if status:
            edges.tables["beskaeftigelse", "2024"].append({"pnr": pnr, "aar": 2024, "status": status})


def waiting(edges: Edges) -> None:
    """Started at once and later, not started, a start in the future, a start on the last day, no referral."""

    def case(asked: date | None, start: date | None) -> None:
        row = visitation_row(edges.child(), "mellemform_klasse", start, None)
        edges.tables["visitation", ""].append(row | {"betalingskom": WAITING_TOWN, "henvist_dato": asked})

    for start in (date(2023, 5, 1), date(2023, 5, 11), date(2023, 5, 21), date(2023, 6, 10), None, date(2025, 9, 1)):
        case(date(2023, 5, 1), start)
    case(date(2024, 3, 15), date(2025, 3, 15))
    case(date(2024, 3, 15), date(2025, 3, 16))
    case(None, date(2024, 1, 1))


def light_offers(edges: Edges) -> None:
    """Two offers on one level at the same time, few hours, a school that changes cluster, a year's turn."""

    def stay(child: Child, offer: str, start: date, end: date, instnr: str | None, **other: float) -> None:
        row = visitation_row(child, offer, start, end, tilbud_instnr=instnr, betalingskom=LIGHT_TOWN, **other)
        edges.tables["visitation", ""].append(row)

    both, turn = edges.child(), edges.child()
    stay(both, "stoettetimer", date(2023, 1, 1), date(2023, 6, 30), "161002", timer_uge=4.0)
    stay(both, "enkeltintegration", date(2023, 6, 1), date(2023, 12, 31), None)
    stay(turn, "gruppeordning", date(2021, 12, 31), date(2022, 1, 1), "161002")
    stay(turn, "mellemform_hold", date(2022, 2, 1), date(2022, 2, 10), "151011")
