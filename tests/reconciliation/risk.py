"""The risk model's bins hold every pupil of the general schools once, in the years that could be scored."""

from tests.reconciliation.identity import Identity, change, drop, parts_are_the_whole, same_groups

BINS = "marts.risk_distribution"

IDENTITIES = (
    Identity(
        "the ten bins are the group: their pupils add up to it, and their shares to 1",
        f"""
        select municipality_code, school_year, instnr from {BINS} group by all
        having count(*) <> 10 or min(bin) <> 0 or max(bin) <> 9 or sum(pupils) <> max(group_size)
            or min(group_size) <> max(group_size) or differs(sum(share), 1)
        """,
        (f"{BINS} where pupils = 0", f"{BINS} where pupils > 0"),
        (
            change(BINS, "pupils = pupils + 1"),
            change(BINS, "share = share + 0.1"),
            change(BINS, "bin = 10", "bin = 9"),
            drop(BINS, "pupils = 0"),
        ),
    ),
    parts_are_the_whole(
        "the bins of the schools are those of the municipality",
        BINS,
        "municipality_code, school_year, bin",
        "instnr",
        "pupils group_size",
    ),
    same_groups(
        "in a year that is scored, all pupils of the general schools are in a bin, each at the main school",
        "municipality_code, school_year, instnr",
        "pupils",
        f"""
        select municipality_code, school_year, instnr, sum(pupils) as pupils from {BINS}
        where instnr <> 'all' group by all
        """,
        f"""
        select institution_municipality_code as municipality_code, school_year, main_instnr as instnr,
            count(*) as pupils
        from core.fct_pupil_count
        where not is_segregated and in_municipal_offers and school_year in (select school_year from {BINS})
        group by all
        """,
        (f"{BINS} where instnr <> 'all'", "core.fct_pupil_count where not is_segregated and in_municipal_offers"),
        (
            change(BINS, "pupils = pupils + 1", "instnr <> 'all'"),
            drop("core.fct_pupil_count", "not is_segregated and in_municipal_offers and school_year = '2022/2023'"),
        ),
    ),
)
