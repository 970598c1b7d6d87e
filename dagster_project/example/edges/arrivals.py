"""Edge cases of whole files: redeliveries that are accepted, held or refused, and files that are nobody's."""

from __future__ import annotations

from dagster_project.example.edges.case import case
from dagster_project.example.edges.stage import Arrival, Stage


@case(130, "the same file again, byte for byte", "accepted without effect")
def identical(stage: Stage) -> None:
    stage.again("udsp", stage.timeline.first_year, Arrival.IDENTICAL)


@case(131, "a redelivery with more than 25 % fewer rows", "held; the load before stays in force until a sign-off")
def shortened(stage: Stage) -> None:
    stage.again("bufo", stage.year - 2, Arrival.SHORTENED)


@case(132, "a file with a header and no rows", "refused; the load before stays in force")
def header_only(stage: Stage) -> None:
    stage.again("trivsel", stage.timeline.first_year, Arrival.HEADER_ONLY)


@case(133, "rows of another period than the file name says", "refused; the load before stays in force")
def other_period(stage: Stage) -> None:
    stage.again("fravaer", stage.timeline.first_year, Arrival.OTHER_PERIOD)


@case(134, "a file whose name fits no period", "ignored, with a record")
def stray(stage: Stage) -> None:
    stage.strays.append("bef/bef_kladde.csv")
    stage.mention("bef_kladde")


@case(135, "a column that the contract does not know (bemaerkning)", "column ignored and recorded, rows kept")
def extra_column(stage: Stage) -> None:
    year = stage.timeline.first_year
    stage.extra_columns["bufo", str(year)] = "bemaerkning"
    stage.mention(f"bufo{year}")


@case(136, "encodings, decimal marks, date forms, header case, line ends and quoting differ between files",
      "each found per file and recorded")  # fmt: skip
def dialects(stage: Stage) -> None:
    stage.mention("every CSV file")


@case(137, "a spreadsheet with date cells instead of a CSV file", "loaded like the others")
def spreadsheet(stage: Stage) -> None:
    stage.mention("institution")


@case(138, "postings of a year again, with most of the money missing",
      "held; sums and number of rows outside their bands against the year before")  # fmt: skip
def implausible(stage: Stage) -> None:
    stage.again("oekonomi", stage.year - 2, Arrival.SHORTENED)
