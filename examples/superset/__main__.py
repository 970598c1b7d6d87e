"""`python -m examples.superset --out OUT --work FOLDER`: a dashboard on the published tables, and its picture."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from examples.superset.api import Api
from examples.superset.dashboard import build, file_of, server_of
from examples.superset.environment import ADMIN, Place, initialise, install
from examples.superset.render import picture
from examples.superset.server import running


def main() -> int:
    """The command line; 1 when a chart shows an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--out", type=Path, help="folder of a run; its published/ is read")
    source.add_argument("--postgres", metavar="URI", help="postgresql+psycopg2://USER@HOST/DATABASE")
    parser.add_argument("--work", type=Path, required=True, help="folder for Superset's environment and metadata")
    parser.add_argument("--venv", type=Path, help="an environment that is there already; else one in the work folder")
    parser.add_argument("--keep", action="store_true", help="leave the server running until Enter is pressed")
    given = parser.parse_args()
    work = given.work.resolve()
    database = server_of(given.postgres) if given.postgres else file_of(given.out.resolve() / "published")
    place = Place(work / "home", given.venv.absolute() if given.venv else work / "venv")
    install(place)
    initialise(place)
    with running(place) as address:
        charts = build(Api(address, ADMIN, place.password), database)
        errors = picture(address, ADMIN, place.password, work / "dashboard.png", len(charts))
        print(f"{len(charts)} charts: {work / 'dashboard.png'}", *errors, sep="\n")
        if given.keep:
            input(f"{address}/superset/dashboard/plads/ as {ADMIN}, password in {place.work}; Enter ends it ")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
