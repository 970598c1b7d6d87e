"""Views that readers made on our tables: a view is bound to the table that it was made on, so it is made again.

`create or replace` keeps its owner, its grants, and what is built on it in turn. What can't be done so (a column
that is gone, a materialized view, a view of somebody whose role the publisher does not have) keeps the table that
it was made on, which stays beside the new one, and every publication says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import psycopg
from psycopg import sql

from dagster_project.postgres.plan import SCHEMAS

EARLIER = "__earlier_"  # a schema is called so, with a number behind it, when its tables have been replaced
IS_EARLIER = f"^({'|'.join(SCHEMAS)}){EARLIER}[0-9]+$"
_NAMED_EARLIER = re.compile(rf"\b({'|'.join(SCHEMAS)}){EARLIER}\d+\b")

_VIEWS = """
    select distinct n.nspname, v.relname, pg_get_userbyid(v.relowner), pg_get_viewdef(v.oid),
        array_to_string(v.reloptions, ', ')
    from pg_class v
    join pg_namespace n on n.oid = v.relnamespace
    join pg_rewrite w on w.ev_class = v.oid
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
    join pg_class t on t.oid = d.refobjid and t.relkind = 'r'
    join pg_namespace s on s.oid = t.relnamespace
    where v.relkind = 'v' and (s.nspname = any(%s) or s.nspname ~ %s) and pg_has_role(v.relowner, 'usage')
    order by 1, 2
"""


@dataclass(frozen=True)
class View:
    """A view of a reader, and the words that make it."""

    schema: str
    name: str
    owner: str
    definition: str
    options: str | None

    @property
    def place(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.name)

    def lock(self) -> sql.Composed:
        """Changes nothing. `lock table` would take what the view reads besides as well, and ask for rights to it."""
        return sql.SQL("alter view {} owner to {}").format(self.place, sql.Identifier(self.owner))

    def statement(self) -> sql.Composed:
        made_of = _NAMED_EARLIER.sub(r"\1", self.definition)
        options = sql.SQL(f"with ({self.options})") if self.options else sql.SQL("")
        return sql.SQL("create or replace view {} {} as {}").format(self.place, options, sql.SQL(made_of))


def views(connection: psycopg.Connection) -> list[View]:
    """The views on our tables, also on earlier ones, that the publisher may make again; every name in full."""
    connection.execute("set local search_path = pg_catalog")
    found = connection.execute(_VIEWS, [list(SCHEMAS), IS_EARLIER]).fetchall()
    return [View(*row) for row in found]


def make_again(connection: psycopg.Connection, found: list[View]) -> None:
    """Binds each view to the table that has the name now; one that doesn't fit it stays on the one it was made on."""
    connection.execute("set local lock_timeout = '200ms'")  # a view may read tables of its owner's as well
    for view in found:
        try:
            with connection.transaction():
                connection.execute(view.statement())
        except psycopg.Error:  # undone by the savepoint, and named by what clears up
            continue
