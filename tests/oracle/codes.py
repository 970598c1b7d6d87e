"""The code lists and thresholds that the contracts state in words."""

import re


def _span(first: int, last: int, width: int = 0) -> frozenset[str]:
    return frozenset(str(number).zfill(width) for number in range(first, last + 1))


MUNICIPALITIES = frozenset(
    re.findall(
        r"\d+",
        """
        101 147 151 153 155 157 159 161 163 165 167 169 173 175 183 185 187 190 201 210 217 219 223 230 240 250 253
        259 260 265 269 270 306 316 320 326 329 330 336 340 350 360 370 376 390 400 410 420 430 440 450 461 479 480
        482 492 510 530 540 550 561 563 573 575 580 607 615 621 630 657 661 665 671 706 707 710 727 730 740 741 746
        751 756 760 766 773 779 787 791 810 813 820 825 840 846 849 851 860
        """,
    )
)
SPECIAL_SCHOOLS = frozenset({"specialskole", "dagbehandling", "intern_skole"})
CLASS_SCHOOLS = frozenset({"folkeskole", "kommunal_ungdomsskole"})
SCOPES = {
    "municipal_offers": CLASS_SCHOOLS | SPECIAL_SCHOOLS,
    "all_schools": CLASS_SCHOOLS | SPECIAL_SCHOOLS | {"privatskole", "efterskole"},
}
SPECIAL_OFFERS = frozenset({"specialskole", "gruppeordning", "intern_skole", "dagbehandling", "stoettetimer"})
PUPIL_EDUCATIONS = _span(1100, 1120) | _span(2508, 2511)
SPELL_EVENTS = frozenset({"0", "1", "1.1", "7", "7.2", "7.5"})
CONSENT = frozenset({"1", "9"})
CONSENT_UNKNOWN = "99"
SPECIAL_DRANST = frozenset({"1", "2"})
UNKNOWN_HOURS = 99.99

CLOSED = {
    "municipality": MUNICIPALITIES,
    "region": frozenset({"0", "81", "82", "83", "84", "85"}),
    "placement_event": SPELL_EVENTS | {"0.2", "2", "3", "4", "5", "5.5", "6"},
    "placement_consent": _span(1, 13) | {"99"},
    "placement_site": _span(1, 30, 2) | {"98", "99"},
    "grade_part": _span(0, 11) | _span(20, 31),
    "class_type": frozenset({"40", "41", "45", "46", "50", "55", "99"}),
    "special_need": frozenset({"H00", "H20", "H99"} | {f"H{number}" for number in range(10, 19)}),
    "offer_type": SPECIAL_OFFERS | {"mellemform_klasse", "mellemform_hold", "enkeltintegration"},
    "institution_type": SCOPES["all_schools"] | {"daginstitution", "dagpleje"},
    "measure": _span(100, 499),
}

PLACEMENT_GROUPS = {
    **dict.fromkeys(_span(1, 5, 2) | {"14", "15"} | _span(18, 30), "foster"),
    **dict.fromkeys(_span(7, 10, 2) | {"16", "17"}, "institution"),
    **dict.fromkeys(("12", "13"), "residence"),
    "06": "own_room",
    **dict.fromkeys(("11", "98", "99"), "other"),
}
MEASURE_GROUPS = {
    **dict.fromkeys(_span(200, 299), "person_directed"),
    **dict.fromkeys(_span(400, 499), "family_directed"),
}

INTERMEDIATE_LEVELS = {
    "mellemform_hold": 1,
    "stoettetimer": 2,
    "enkeltintegration": 2,
    "mellemform_klasse": 3,
    "gruppeordning": 4,
}
OCCUPATIONS = ("beskaeftigelse", "uddannelse", "offentlig_forsoergelse", "oevrige")
PREVENTIVE = _span(200, 499)
CAUSES = tuple(f"{number:02d}" for number in range(1, 21))

INDICATORS = {
    "social": range(1, 11),
    "faglig": range(11, 19),
    "stoette": range(19, 26),
    "ro": range(26, 30),
    "general": range(1, 30),
}
REVERSED_ITEMS = frozenset({4, 6, 7, 8, 20})
HEADLINES = {"sp01": (4, 5), "sp06": (3, 4, 5)}


def stage(grade: float) -> str:
    """Stage of a grade 0-10."""
    return "indskoling" if grade <= 3 else "mellemtrin" if grade <= 6 else "udskoling"
