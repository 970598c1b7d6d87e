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
