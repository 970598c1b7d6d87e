"""A new key: the first entry under it vouches for everything that was written under the earlier one."""

from __future__ import annotations

from dagster_project.ledger.sign_offs import Entry, read_entries
from dagster_project.settings import Settings
from dagster_project.sign_off.chain import chain_key, fingerprint
from dagster_project.sign_off.log import add_entry, writing
from dagster_project.sign_off.refusal import Refusal
from dagster_project.sign_off.verify_chain import LOG, RESEALED, check_chain


def reseal(settings: Settings, *, former: bytes, current: bytes, comment: str, who: str) -> Entry:
    """Goes on with the log under the secret `current`, once all of it has held under `former`. Raises Refusal.

    Afterwards the former secret is not needed to verify the log, and does not suffice to change it.
    """
    with writing(settings) as db:
        entries = read_entries(db)
        broken = check_chain(entries, chain_key(former))
        if broken:
            raise Refusal(
                f"loggen holder ikke under den hidtidige nøgle: {broken[0].da}",
                f"the log does not hold under the former key: {broken[0]}",
            )
        return add_entry(
            db, chain_key(current), subject_kind=LOG, subject_id="sign_off", decision=RESEALED, comment=comment,
            who=who, evidence={"fingerprints": [fingerprint(entry) for entry in entries]},
        )  # fmt: skip
