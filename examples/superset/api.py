"""Superset's REST API as far as the dashboard needs it: log in, find or make, change."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any


class ApiError(RuntimeError):
    """Superset said no; the message is its own."""


class Api:
    def __init__(self, address: str, user: str, password: str) -> None:
        self._address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._headers = {"Content-Type": "application/json", "Referer": address}
        given = {"username": user, "password": password, "provider": "db", "refresh": False}
        token = self.call("POST", "security/login", given)["access_token"]
        self._headers["Authorization"] = f"Bearer {token}"
        self._headers["X-CSRFToken"] = self.call("GET", "security/csrf_token/")["result"]

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One request. Raises ApiError."""
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self._address}/api/v1/{path}", data=content, headers=self._headers, method=method
        )
        try:
            with self._opener.open(request, timeout=120) as answer:
                found: dict[str, Any] = json.loads(answer.read())
                return found
        except urllib.error.HTTPError as error:
            raise ApiError(f"{method} {path}: {error.code} {error.read().decode(errors='replace')[:500]}") from error

    def _find(self, kind: str, column: str, value: str) -> int | None:
        query = urllib.parse.quote(f"(filters:!((col:{column},opr:eq,value:'{value}')))", safe="")
        found = self.call("GET", f"{kind}/?q={query}")["result"]
        return int(found[0]["id"]) if found else None

    def ensure(self, kind: str, named: str, body: dict[str, Any], change: dict[str, Any] | None = None) -> int:
        """The id of the thing with this name, made or changed so that it is as `body` (and then `change`) says."""
        found = self._find(kind, named, str(body[named]))
        if found is None:
            found = int(self.call("POST", f"{kind}/", body)["id"])
        elif change is None:
            self.call("PUT", f"{kind}/{found}", body)
        if change is not None:
            self.call("PUT", f"{kind}/{found}", change)
        return found
