"""Superset's settings: everything it remembers lies in the work folder, and it listens to this machine only."""

import os
from pathlib import Path

HOME = Path(os.environ["SUPERSET_HOME"])
SECRET_KEY = (HOME / "secret_key").read_text(encoding="utf-8")
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
FEATURE_FLAGS = {"DASHBOARD_RBAC": True}
TALISMAN_ENABLED = False  # no TLS between a browser and a server on one machine
WTF_CSRF_ENABLED = True
D3_FORMAT = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."]}
