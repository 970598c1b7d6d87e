"""What an institution is on a day, and which main school it belongs to."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tests.oracle.calendar_days import covers

UNKNOWN = "unknown"


@dataclass(frozen=True)
class School:
    """An institution on a day, with the place of its main school."""

    kind: str
    main: str
    municipality: str
    district: str
    cluster: str = UNKNOWN


class Register:
    """The institution register as it stood on one day."""

    def __init__(self, institution: pd.DataFrame, day: date) -> None:
        valid = institution[covers(institution["gyldig_fra"], institution["gyldig_til"], day)]
        self._rows = {row.instnr: row for row in valid.sort_values("gyldig_fra").itertuples()}

    def school(self, instnr: str) -> School:
        """The institution; its own number and 'unknown' when the register doesn't have it."""
        own = self._rows.get(instnr)
        if own is None:
            return School(UNKNOWN, instnr, UNKNOWN, UNKNOWN)
        is_part = own.enhedsart == "afdeling" and isinstance(own.hovedskole_instnr, str)
        main = self._rows.get(own.hovedskole_instnr, own) if is_part else own
        district = main.distrikt if isinstance(main.distrikt, str) else UNKNOWN
        cluster = main.klynge if isinstance(main.klynge, str) else UNKNOWN
        return School(own.insttype, main.instnr, main.kom, district, cluster)
