"""How an entry is hashed (SM3 over the canonical JSON of its fields and the hash before it) and what a chain must show."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes

GENESIS = "0" * 64
HASHED_FIELDS = (
    "seq",
    "at",
    "actor_id",
    "actor",
    "deed",
    "subject_kind",
    "subject_id",
    "organization_id",
    "reason",
    "detail",
)


def sm3(data: bytes) -> str:
    """Return the SM3 digest (GB/T 32905) in hex, 64 characters."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def canonical(fields: dict[str, Any]) -> bytes:
    """Return the one way to write an entry's fields as bytes."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def entry_hash(fields: dict[str, Any], previous_hash: str) -> str:
    """Return the hash that chains an entry's fields to the entry before."""
    return sm3(previous_hash.encode() + canonical(fields))


@dataclass(frozen=True)
class Fault:
    """A place where a chain does not hold."""

    seq: int
    problem: str


def chain_faults(entries: Iterable[dict[str, Any]], heads: dict[int, str]) -> list[Fault]:
    """Return every fault of a chain given in order, held against the heads recorded outside the database.

    `entries` carry the hashed fields plus `previous_hash` and `hash`; `heads` maps sequence numbers to hashes.
    """
    faults: list[Fault] = []
    previous, expected = GENESIS, 1
    for entry in entries:
        seq = entry["seq"]
        if seq != expected:
            faults.append(Fault(seq, f"第{expected}条至第{seq - 1}条缺失"))
        elif entry["previous_hash"] != previous:
            faults.append(Fault(seq, "与前一条不相连"))
        fields = {name: entry[name] for name in HASHED_FIELDS}
        if entry_hash(fields, entry["previous_hash"]) != entry["hash"]:
            faults.append(Fault(seq, "内容与杂凑值不符，已被改动"))
        if seq in heads and heads[seq] != entry["hash"]:
            faults.append(Fault(seq, "与库外记录的链头不符"))
        previous, expected = entry["hash"], seq + 1
    last = max(heads, default=0)
    if last >= expected:
        faults.append(Fault(last, f"第{expected}条至第{last}条缺失（库外记录有此链头）"))
    return faults
