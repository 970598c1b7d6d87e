"""The ledger's tables. SQLite, because a load is settled in one transaction and readers never lock it."""

TABLES = """
create table if not exists load (
    load_id text primary key,
    sequence integer not null unique,
    source text not null,
    period text not null,
    version integer not null,
    file_name text not null,
    format text not null,
    sha256 text not null,
    size integer not null,
    modified_ns integer not null,
    encoding text not null default '',
    dialect text not null default '{}',
    rows_read integer not null default 0,
    rows_loaded integer not null default 0,
    rows_quarantined integer not null default 0,
    rows_after_cut integer not null default 0,
    status text not null,
    reason_da text not null default '',
    reason_en text not null default '',
    warnings text not null default '[]',
    supersedes text,
    as_of text not null,
    who text not null,
    code_version text not null,
    started text not null,
    ended text
);
create index if not exists load_by_period on load (source, period, status);
create table if not exists check_result (
    load_id text not null references load (load_id),
    check_id text not null,
    description_da text not null,
    description_en text not null,
    severity text not null,
    dimension text not null,
    evaluated integer not null,
    failed integer not null,
    observed text not null,
    status text not null,
    primary key (load_id, check_id)
);
create table if not exists quarantine (
    load_id text not null references load (load_id),
    column_name text not null,
    rule text not null,
    description_da text not null,
    description_en text not null,
    rows integer not null,
    first_row integer not null,
    primary key (load_id, column_name, rule)
);
"""

# Who decided what. Appended to and never changed: the triggers keep mistakes out, and the chain of keyed hashes
# (`sign_off`) shows what somebody did in spite of them.
SIGN_OFF = """
create table if not exists sign_off (
    entry integer primary key,
    subject_kind text not null,
    subject_id text not null,
    who text not null,
    signed_at text not null,
    decision text not null,
    comment text not null,
    evidence text not null,
    previous_hash text not null,
    hash text not null
);
create trigger if not exists sign_off_in_order before insert on sign_off
when new.entry is not (select coalesce(max(entry), 0) + 1 from sign_off)
begin select raise(abort, 'the log of sign-offs grows at its end only'); end;
create trigger if not exists sign_off_no_update before update on sign_off
begin select raise(abort, 'the log of sign-offs is never changed'); end;
create trigger if not exists sign_off_no_delete before delete on sign_off
begin select raise(abort, 'nothing is deleted from the log of sign-offs'); end;
"""

# What took another's place, and what every release that readers had was made of (`revisions`).
REVISIONS = """
create table if not exists revision (
    number integer primary key,
    source text not null,
    period text not null,
    old_load text not null,
    new_load text not null,
    rows_before integer,
    rows_after integer,
    rows_added integer,
    rows_removed integer,
    rows_changed integer,
    columns_changed text,
    recorded_at text not null,
    release text,
    figures_moved integer
);
create table if not exists release_history (
    number integer primary key,
    release text not null,
    previous text,
    build text not null,
    as_of text not null,
    published_at text not null,
    software text not null,
    code text not null,
    seeds_delivered text not null,
    pseudonyms text not null,
    risk_model integer not null,
    parameters text not null,
    loads text not null,
    load_bytes text not null,
    left_out text not null,
    loads_in text not null,
    loads_out text not null,
    other_causes text not null,
    in_force integer not null
);
create table if not exists release_table (
    number integer not null references release_history (number),
    table_schema text not null,
    table_name text not null,
    rows integer not null,
    fingerprint text not null,
    primary key (number, table_schema, table_name)
);
create table if not exists release_change (
    number integer not null references release_history (number),
    table_name text not null,
    kind text not null,
    rows_before integer,
    rows_after integer,
    cells_added integer not null,
    cells_removed integer not null,
    cells_changed integer not null,
    cells_suppressed integer not null,
    cells_listed integer not null,
    caused_by text not null,
    primary key (number, table_name)
);
"""

# What a load was like, so that the next one can be compared without reading it again. Never published.
PROFILE = """
create table if not exists load_measure (
    load_id text not null references load (load_id),
    measure text not null,
    value real not null,
    primary key (load_id, measure)
) without rowid;
create table if not exists code_frequency (
    load_id text not null references load (load_id),
    column_name text not null,
    code text not null,
    rows integer not null,
    primary key (load_id, column_name, code)
) without rowid;
"""

# What was removed and why, without anything that identifies. `erased` has keyed hashes only; the key is elsewhere.
PERSONAL_DATA = """
create table if not exists retention_log (
    load_id text primary key,
    source text not null,
    period text not null,
    cause text not null,
    due_date text not null,
    rows integer not null,
    quarantined_rows integer not null,
    as_of text not null,
    who text not null,
    deleted_at text not null
);
create table if not exists erasure_log (
    erasure integer primary key,
    key_mark text not null,
    who text not null,
    begun_at text not null,
    proved_at text,
    loads integer not null default 0,
    rows integer not null default 0,
    quarantined_rows integer not null default 0,
    blanked_values integer not null default 0,
    files_scanned integer not null default 0,
    bytes_scanned integer not null default 0,
    traces integer,
    landing_files integer not null default 0
);
create table if not exists erased (
    domain text not null,
    hash text not null,
    bucket integer not null,
    erasure integer not null references erasure_log (erasure),
    primary key (domain, hash)
);
create table if not exists key_rotation (
    rotation integer primary key,
    who text not null,
    begun_at text not null,
    finished_at text,
    joins_checked integer not null default 0,
    files_scanned integer not null default 0,
    bytes_scanned integer not null default 0,
    traces integer
);
"""

# Columns that came after the first ledgers were made.
ADDED_COLUMNS = {"load": {"rows_erased": "integer not null default 0"}}
