#!/usr/bin/env python3
"""Checks the trail without the portal: recomputes every chain from a SQLite file or an export, with Python's own library only.

    python3 verify_trail.py portal.sqlite [--anchor anchors.txt]
    python3 verify_trail.py trail.jsonl   [--anchor anchors.txt]

An anchor file holds lines "chain seq hash", written down earlier and kept elsewhere. A chain that was rewritten from
the start agrees with itself; only an anchor shows it. Exit code 0: whole. 1: altered, each place named. 2: unreadable.
"""

import argparse
import hashlib
import json
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

FIRST = "0" * 64
FIELDS = ("chain", "seq", "at", "kind", "action", "user_id", "role", "unit_id", "session_mark", "terminal", "request_id",
          "subject_kind", "subject_id", "details", "previous")


def rows_of_sqlite(path):
    """Yields entries of the table, chain by chain, then one pair (chain, head) for each known head."""
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    for row in connection.execute("SELECT * FROM trail_entries ORDER BY chain, seq"):
        entry = {name: row[name] for name in (*FIELDS, "hash")}
        moment = datetime.fromisoformat(entry["at"]).replace(tzinfo=UTC)
        entry["at"] = moment.isoformat(timespec="microseconds")
        entry["details"] = json.loads(entry["details"])
        yield "entry", entry
    for row in connection.execute("SELECT chain, seq, hash FROM trail_heads"):
        yield "head", dict(row)


def rows_of_export(path):
    """Yields what `flask trail export` wrote: one JSON object a line, entries in order, then heads."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield ("head" if row.get("is_head") else "entry"), row


def seal(entry):
    """SHA-256 of the entry's canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps({name: entry[name] for name in FIELDS}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check(rows, anchors):
    """Returns (faults, links): every place that does not fit, and (chain, seq) → hash of what does."""
    faults, links, last = [], {}, {}
    for kind, row in rows:
        chain = row["chain"]
        if kind == "head":
            seq, known = last.get(chain, (0, FIRST))
            if row["seq"] != seq:
                faults.append(f"chain {chain}: the head says {row['seq']} entries, {seq} are there")
            elif row["hash"] != known:
                faults.append(f"chain {chain}: the head's hash is not that of entry {seq}")
            continue
        seq, previous = last.get(chain, (0, FIRST))
        if row["seq"] != seq + 1:
            faults.append(f"chain {chain}: after entry {seq} comes {row['seq']}; something was removed or put in")
        if row["previous"] != previous:
            faults.append(f"chain {chain} entry {row['seq']}: does not follow from the entry before it")
        if seal(row) != row["hash"]:
            faults.append(f"chain {chain} entry {row['seq']}: was altered")
        last[chain] = (row["seq"], row["hash"])
        links[chain, row["seq"]] = row["hash"]
    for chain, seq, anchored in anchors:
        found = links.get((chain, seq))
        if found is None:
            faults.append(f"chain {chain}: entry {seq}, anchored elsewhere, is missing")
        elif found != anchored:
            faults.append(f"chain {chain} entry {seq}: differs from the anchor; the chain was rewritten")
    return faults, links


def read_anchors(path):
    """The lines "chain seq hash" of an anchor file."""
    with open(path, encoding="utf-8") as file:
        return [(chain, int(seq), link) for chain, seq, link in (line.split() for line in file if line.strip())]


def main(arguments=None):
    """Runs the check and says what it found."""
    parser = argparse.ArgumentParser(description="Checks the trail of the portal.")
    parser.add_argument("source")
    parser.add_argument("--anchor")
    options = parser.parse_args(arguments)
    try:
        with open(options.source, "rb") as file:
            is_sqlite = file.read(15) == b"SQLite format 3"
        rows = rows_of_sqlite(options.source) if is_sqlite else rows_of_export(options.source)
        anchors = read_anchors(options.anchor) if options.anchor else []
        faults, links = check(rows, anchors)
    except (OSError, ValueError, KeyError, sqlite3.DatabaseError) as fault:
        print(f"The trail could not be read: {fault}")
        return 2
    for fault in faults:
        print(fault)
    chains = len({chain for chain, _ in links})
    print(f"{len(links)} entries in {chains} chains, {len(anchors)} anchors: {'ALTERED' if faults else 'whole'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
