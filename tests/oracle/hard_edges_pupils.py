"""Children made for one rule each: enrolment, special education, return, absence and wellbeing at their edges."""

from datetime import date

from tests.oracle.hard_children import Child, Numbers
from tests.oracle.hard_municipal import visitation_row
from tests.oracle.hard_write import OPEN, Row

Tables = dict[tuple[str, str], list[Row]]
COUNT_2022 = date(2022, 9, 30)
AUTUMN = date(2022, 8, 1)
JUNE = date(2023, 6, 30)


class Edges:
    """Adds rows for children of their own."""

    def __init__(self, tables: Tables, numbers: Numbers) -> None:
        self.tables, self._numbers, self.children = tables, numbers, []

    def child(self, *homes: tuple[date, str], bef_from: date = date(1900, 1, 1)) -> Child:
        """A child born 2012, in 151 unless said otherwise."""
        born = date(2012, 3, 1 + len(self.children) % 28)
        child = Child(
            self._numbers.new(born, 1), 1, born, list(homes) or [(date(1900, 1, 1), "151")], in_bef_from=bef_from
        )
        self.children.append(child)
        return child

    def enrol(self, child: Child, instnr: str, start: date = AUTUMN, end: date | None = JUNE, **other: object) -> None:
        """A part in the pupil register."""
        row = {"pnr": child.pnr, "elev3_vfra": start, "elev3_vtil": end, "udd": "1114", "udel": "24", "instnr": instnr}
        self.tables["kotre", "2024"].append(row | {"audd": "0", "afg_art": "11" if end else "44"} | other)

    def special(self, child: Child, instnr: str, year: int = 2023, **other: object) -> None:
        """A row of the special education register."""
        spell = {
            "skl_vfra": date(year - 1, 8, 1),
            "skl_vtil": date(year, 6, 30),
            "instnr": instnr,
            "udd": "1114",
            "udel": "4",
        }
        need = {"kl_type": "40", "spc_art": "H11", "spc_omfang": None, "spc_start": None, "spc_slut": None}
        self.tables["udsp", str(year)].append({"pnr": child.pnr} | spell | need | other)


def enrolment(edges: Edges) -> None:
    """Count date, ties, open ends by afg_art, grades and educations, residence."""
    before, after = date(2022, 9, 29), date(2022, 10, 1)
    for start, end in ((AUTUMN, COUNT_2022), (COUNT_2022, JUNE), (AUTUMN, before), (after, JUNE)):
        edges.enrol(edges.child(), "151001", start, end)
    later = edges.child()
    edges.enrol(later, "151020", AUTUMN)
    edges.enrol(later, "151002", date(2022, 9, 1))
    tie = edges.child()
    edges.enrol(tie, "151020")
    edges.enrol(tie, "151002")
    edges.enrol(edges.child(), "151002", date(2021, 8, 1), date(2021, 12, 31), afg_art="41")
    for udd, udel in (("1117", "31"), ("1117", "11"), ("1700", "24"), ("2510", "30"), ("1120", "0"), ("1121", "3")):
        edges.enrol(edges.child(), "151002", udd=udd, udel=udel)
    edges.enrol(edges.child(), "999999")
    edges.enrol(edges.child(bef_from=date(2099, 1, 1)), "151020")
    edges.enrol(edges.child(bef_from=date(2022, 10, 1)), "151001")
    edges.enrol(edges.child((date(1900, 1, 1), "101"), (date(2022, 9, 30), "151")), "151001")
    edges.enrol(edges.child((date(1900, 1, 1), "101"), (date(2022, 11, 1), "151")), "151001")
    for instnr in ("151012", "151011", "151003", "161013", "151050", "161002"):
        edges.enrol(edges.child(), instnr)


def special_education(edges: Edges) -> None:
    """The limit of nine hours, unknown hours, special classes and their dates."""
    whole = {"spc_start": AUTUMN, "spc_slut": JUNE}
    for hours in (9.0, 8.99, 99.99, None):
        child = edges.child()
        edges.enrol(child, "151001")
        edges.special(child, "151001", spc_omfang=hours, **whole)
    added = edges.child()
    edges.enrol(added, "151001")
    edges.special(added, "151001", spc_omfang=5.0, spc_art="H10", **whole)
    edges.special(added, "151001", spc_omfang=5.0, spc_art="H13", **whole)
    none = edges.child()
    edges.enrol(none, "151001")
    edges.special(none, "151001", spc_omfang=12.0, spc_art="H00", **whole)
    classes: list[Row] = [
        {},
        {"skl_vtil": None},
        {"spc_slut": date(2022, 9, 29)},
        {"spc_slut": COUNT_2022},
        {"spc_start": date(2022, 10, 1)},
        {"spc_start": COUNT_2022, "spc_slut": OPEN},
        {"skl_vfra": date(2022, 10, 1)},
        {"skl_vfra": date(2020, 8, 1)},
    ]
    for dates in classes:
        child = edges.child()
        edges.enrol(child, "151001")
        edges.special(child, "151001", kl_type="50", **dates)
    for instnr in ("101070", "151030", "101060", "151011"):
        child = edges.child()
        edges.enrol(child, instnr)
        edges.special(child, instnr, kl_type="50", spc_omfang=20.0)
    for start in (date(2022, 8, 1), date(2022, 9, 15)):
        child = edges.child()
        edges.enrol(child, "151001")
        for offer, district in (("stoettetimer", "Skovlunde"), ("enkeltintegration", "Måløv")):
            row = visitation_row(child, offer, start, None, distrikt=district, timer_uge=9.0)
            edges.tables["visitation", ""].append(row)
    child = edges.child()
    edges.enrol(child, "151002")
    edges.tables["visitation", ""].append(visitation_row(child, "stoettetimer", AUTUMN, OPEN, distrikt=None))


def careers(edges: Edges) -> None:
    """Who is referred, who still goes to school three years later, and who is back."""
    general, special, private = "151001", "151020", "151030"
    paths = (
        (general, special, special, special, general),
        (general, special, general, general, special),
        (general, special, special, special, private),
        (general, special, special, None, None),
        (special, general, special, general, general),
        (private, special, None, None, general),
        (None, special, general, general, general),
        (general, general, special, general, general),
    )
    for path in paths:
        for grade in (1, 4, 7):
            child = edges.child((date(1900, 1, 1), "151"), (date(2021, 5, 1), "101"))
            for at, instnr in enumerate(path):
                if instnr:
                    year = 2020 + at
                    edges.enrol(
                        child,
                        instnr,
                        date(year - 1, 8, 1),
                        date(year, 6, 30),
                        udd="1116",
                        udel=str(grade + at if grade + at <= 10 else 30),
                    )


def absence(edges: Edges) -> None:
    """No active days, exactly ten per cent, two schools in one month, no grade at the count date."""

    def month(child: Child, instnr: str, number: int, active: int, sick: int, permitted: int = 0) -> None:
        row = {
            "pnr": child.pnr,
            "instnr": instnr,
            "maaned": date(2023, number, 1),
            "dageaktiv": active,
            "dagesyg": sick,
        }
        total = {"dagelovfra": permitted, "dageulovfra": 0, "dageialtfra": sick + permitted}
        edges.tables["fravaer", "2023"].append(row | total)

    for active, sick in ((0, 0), (20, 2), (20, 3), (21, 2), (10, 1)):
        child = edges.child()
        edges.enrol(child, "151001")
        month(child, "151001", 3, active, sick)
    two = edges.child()
    edges.enrol(two, "151001")
    for instnr, active, sick in (("151001", 10, 4), ("151011", 8, 0), ("151002", 6, 0), ("101001", 4, 1)):
        month(two, instnr, 4, active, sick)
    months = edges.child()
    edges.enrol(months, "151002")
    for number, active in enumerate((20, 20, 0, 1), 1):
        month(months, "151002", number, active, 1 if active else 0)
    month(edges.child(), "151001", 5, 15, 5, 1)
    month(edges.child(), "888888", 5, 15, 5)


def wellbeing(edges: Edges) -> None:
    """Exactly half of the items, one fewer, means on a band's border, reversed items, grade 10."""
    social, every = range(1, 11), range(1, 30)
    answers: list[dict[int, int]] = [
        dict.fromkeys(range(1, 6), 3),
        dict.fromkeys(range(1, 5), 3),
        dict.fromkeys(range(19, 23), 4),
        dict.fromkeys(range(19, 22), 4),
        dict.fromkeys((26, 27), 2),
        dict.fromkeys((26,), 2),
        dict.fromkeys(range(1, 16), 5),
        dict.fromkeys(range(1, 15), 5),
        {item: 5 if item in (4, 6, 7, 8) else 1 for item in social},
        {item: 1 if item in (4, 6, 7, 8) else 5 for item in social},
        {item: 3 if item % 2 else (4 if item in (4, 6, 8) else 2) for item in social},
        dict.fromkeys(every, 4),
        dict.fromkeys(every, 2),
    ]
    for number, given in enumerate(answers):
        row = {"resp_id": f"edge{number:04d}", "skoleaar": "2022/2023", "instnr": "151011" if number % 2 else "151001"}
        row |= {f"sp{item:02d}": answer for item, answer in given.items()}
        edges.tables["trivsel", "2023"].append(row | {"klassetrin": 4 + number % 6})
    for grade in (3, 10):
        row = {"resp_id": f"grade{grade}", "skoleaar": "2022/2023", "instnr": "151001", "klassetrin": grade}
        edges.tables["trivsel", "2023"].append(row | {f"sp{item:02d}": 3 for item in range(1, 21)})
