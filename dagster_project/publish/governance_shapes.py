"""Shape of every governance table, and for those that the ledger feeds, how a row of it is read. Times are UTC."""

from __future__ import annotations

from dagster_project.revisions import REVISION_SHAPES

SHAPES = {
    "load": """
        load_id varchar, source varchar, period varchar, version integer, file_name varchar, format varchar,
        sha256 varchar, size bigint, encoding varchar, dialect varchar, rows_read bigint, rows_accepted bigint,
        rows_rejected bigint, rows_quarantined bigint, rows_after_cut bigint, rows_erased bigint,
        started timestamp, ended timestamp, status varchar, reason_da varchar, reason_en varchar, supersedes varchar,
        as_of date, who varchar, code_version varchar""",
    "check_result": """
        load_id varchar, check_id varchar, description_da varchar, description_en varchar, severity varchar,
        dimension varchar, evaluated bigint, failed bigint, observed_value varchar, status varchar""",
    "quarantine": """
        load_id varchar, column_name varchar, rule varchar, description_da varchar, description_en varchar,
        quarantined_rows bigint, first_row bigint""",
    "sign_off": """
        subject_kind varchar, subject_id varchar, who varchar, signed_at timestamp, decision varchar, comment varchar,
        previous_hash varchar, hash varchar, entry bigint, evidence varchar""",
    "catalogue": """
        table_schema varchar, table_name varchar, column_name varchar, data_type varchar, label_da varchar,
        label_en varchar, description varchar, personal_data varchar, certainty varchar, source_registers varchar,
        unverified_inputs varchar, source_column varchar, rows_decided_by varchar, purpose_da varchar,
        purpose_en varchar, retention varchar, opened_by varchar""",
    "code_list": """
        code_list varchar, code varchar, name_da varchar, name_en varchar, code_kind varchar, sort_order bigint""",
    "period_status": """
        source varchar, period varchar, state varchar, in_force_load varchar, latest_load varchar, due_date date,
        is_expected boolean""",
    "release": """
        release varchar, build varchar, as_of date, published_at timestamp, sign_off_entries bigint,
        sign_off_head varchar""",
    **REVISION_SHAPES,
    "retention_log": """
        load_id varchar, source varchar, period varchar, cause varchar, due_date date, rows bigint,
        quarantined_rows bigint, as_of date, who varchar, deleted_at timestamp""",
    "erasure_log": """
        erasure bigint, who varchar, begun_at timestamp, proved_at timestamp, loads bigint, rows bigint,
        quarantined_rows bigint, blanked_values bigint, files_scanned bigint, bytes_scanned bigint, traces bigint,
        landing_files bigint""",
    "key_rotation": """
        rotation bigint, who varchar, begun_at timestamp, finished_at timestamp, joins_checked bigint,
        files_scanned bigint, bytes_scanned bigint, traces bigint""",
}

FROM_LEDGER = {
    "load": """
        * exclude (started, ended, sequence, modified_ns, warnings, rows_loaded),
        if(status in ('accepted', 'superseded', 'expired'), rows_loaded, 0) as rows_accepted,
        if(status = 'rejected', rows_read, 0) as rows_rejected,
        cast(started as timestamptz) at time zone 'UTC' as started,
        cast(ended as timestamptz) at time zone 'UTC' as ended""",
    "check_result": "* exclude (observed), observed as observed_value",
    "quarantine": "* exclude (rows), rows as quarantined_rows",
    "retention_log": "* exclude (deleted_at), cast(deleted_at as timestamptz) at time zone 'UTC' as deleted_at",
    "erasure_log": """
        * exclude (key_mark, begun_at, proved_at), cast(begun_at as timestamptz) at time zone 'UTC' as begun_at,
        cast(proved_at as timestamptz) at time zone 'UTC' as proved_at""",
    "key_rotation": """
        * exclude (begun_at, finished_at), cast(begun_at as timestamptz) at time zone 'UTC' as begun_at,
        cast(finished_at as timestamptz) at time zone 'UTC' as finished_at""",
    "sign_off": "* exclude (signed_at), cast(signed_at as timestamptz) at time zone 'UTC' as signed_at",
}
