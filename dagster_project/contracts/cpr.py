"""SQL for what can be known about a Danish personal number from its digits alone.

Only ten-digit numbers are looked at: a twelve-digit pseudonym has neither date nor control digit. Replacement numbers
(day + 60) are held to both, as every other number; neither is more than a warning. Arithmetic on one integer is several
times faster than text functions.
"""

from __future__ import annotations

from dagster_project.contracts.sql import name

_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 2, 3, 4)  # from the last digit to the first


def _digits(column: str) -> str:
    return f"(case when length({name(column)}) = 10 then try_cast({name(column)} as bigint) end)"


def modulus_11(column: str) -> str:
    """True when the control digit agrees; null for what is no ten-digit number.

    A digit is n // 10^k - 10 * (n // 10^(k+1)), and -10 is 1 modulo 11: the weighted sum of digits is therefore one of
    quotients, each weighted with its own and the next lower place's weight. That halves the divisions.
    """
    digits = _digits(column)
    lower = (0, *_WEIGHTS)
    terms = [
        f"{(weight + lower[place]) % 11} * ({digits} // {10**place})"
        for place, weight in enumerate(_WEIGHTS)
        if (weight + lower[place]) % 11
    ]
    return f"case when {digits} is not null then ({' + '.join(terms)}) % 11 = 0 end"


def date(column: str) -> str:
    """True when the first six digits are a date; the seventh tells 1900, no leap year, from 2000 and the rest."""
    digits = _digits(column)
    day, month, year, seventh = (
        f"({digits} // 100000000)",
        f"({digits} // 1000000 % 100)",
        f"({digits} // 10000 % 100)",
        f"({digits} // 1000 % 10)",
    )
    leap = f"({year} % 4 = 0 and ({year} <> 0 or {seventh} > 3))"
    length = f"case when {month} = 2 then if({leap}, 29, 28) when {month} in (4, 6, 9, 11) then 30 else 31 end"
    return (
        f"case when {digits} is not null then {month} between 1 and 12"
        f" and {day} - if({day} > 60, 60, 0) between 1 and {length} end"
    )
