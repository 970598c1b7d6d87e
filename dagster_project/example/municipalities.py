"""The municipalities that the example world may hold, with a rough size that only shapes the sample."""

from __future__ import annotations

# code: (name, inhabitants in thousands, not verified: used as a weight and never published)
MUNICIPALITIES: dict[str, tuple[str, int]] = {
    "101": ("København", 640), "147": ("Frederiksberg", 104), "151": ("Ballerup", 50), "153": ("Brøndby", 36),
    "155": ("Dragør", 14), "157": ("Gentofte", 75), "159": ("Gladsaxe", 69), "161": ("Glostrup", 23),
    "163": ("Herlev", 29), "165": ("Albertslund", 28), "167": ("Hvidovre", 53), "169": ("Høje-Taastrup", 55),
    "173": ("Lyngby-Taarbæk", 57), "175": ("Rødovre", 42), "183": ("Ishøj", 23), "185": ("Tårnby", 43),
    "187": ("Vallensbæk", 16), "190": ("Furesø", 41), "201": ("Allerød", 25), "210": ("Fredensborg", 41),
    "217": ("Helsingør", 63), "219": ("Hillerød", 53), "223": ("Hørsholm", 25), "230": ("Rudersdal", 57),
    "240": ("Egedal", 44), "250": ("Frederikssund", 46), "253": ("Greve", 51), "259": ("Køge", 61),
    "260": ("Halsnæs", 31), "265": ("Roskilde", 89), "269": ("Solrød", 23), "270": ("Gribskov", 41),
    "306": ("Odsherred", 33), "316": ("Holbæk", 72), "320": ("Faxe", 36), "326": ("Kalundborg", 48),
    "329": ("Ringsted", 35), "330": ("Slagelse", 79), "336": ("Stevns", 23), "340": ("Sorø", 30),
    "350": ("Lejre", 28), "360": ("Lolland", 40), "370": ("Næstved", 83), "376": ("Guldborgsund", 60),
    "390": ("Vordingborg", 45), "400": ("Bornholm", 39), "410": ("Middelfart", 39), "420": ("Assens", 41),
    "430": ("Faaborg-Midtfyn", 52), "440": ("Kerteminde", 24), "450": ("Nyborg", 32), "461": ("Odense", 205),
    "479": ("Svendborg", 59), "480": ("Nordfyns", 29), "482": ("Langeland", 12), "492": ("Ærø", 6),
    "510": ("Haderslev", 55), "530": ("Billund", 27), "540": ("Sønderborg", 74), "550": ("Tønder", 37),
    "561": ("Esbjerg", 115), "563": ("Fanø", 3), "573": ("Varde", 50), "575": ("Vejen", 43),
    "580": ("Aabenraa", 59), "607": ("Fredericia", 52), "615": ("Horsens", 95), "621": ("Kolding", 94),
    "630": ("Vejle", 119), "657": ("Herning", 89), "661": ("Holstebro", 59), "665": ("Lemvig", 19),
    "671": ("Struer", 21), "706": ("Syddjurs", 44), "707": ("Norddjurs", 37), "710": ("Favrskov", 49),
    "727": ("Odder", 23), "730": ("Randers", 99), "740": ("Silkeborg", 98), "741": ("Samsø", 4),
    "746": ("Skanderborg", 64), "751": ("Aarhus", 360), "756": ("Ikast-Brande", 42), "760": ("Ringkøbing-Skjern", 56),
    "766": ("Hedensted", 47), "773": ("Morsø", 20), "779": ("Skive", 45), "787": ("Thisted", 43),
    "791": ("Viborg", 97), "810": ("Brønderslev", 36), "813": ("Frederikshavn", 58), "820": ("Vesthimmerlands", 36),
    "825": ("Læsø", 2), "840": ("Rebild", 30), "846": ("Mariagerfjord", 41), "849": ("Jammerbugt", 38),
    "851": ("Aalborg", 221), "860": ("Hjørring", 63),
}  # fmt: skip

_ZEALAND = {"253", "259", "265", "269"}
_SOUTH = {"607", "621", "630"}
_NORTH = {"773", "787"}


def region(code: str) -> str:
    """The region number of a municipality, as BEF's `reg` has it."""
    if code in _ZEALAND or "306" <= code <= "390":
        return "85"
    if code <= "270" or code == "400":
        return "84"
    if code in _SOUTH or code <= "580":
        return "83"
    if code in _NORTH or code >= "810":
        return "81"
    return "82"
