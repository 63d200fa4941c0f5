"""Commands of cases: proving that the rows of what is due equal what the engine computes, and putting them right."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from portal.cases.actions.duties import differences, keep_in_step
from portal.cases.models import Case
from portal.cases.queries.cases import read_file
from portal.core import clock
from portal.core.db import db

group = AppGroup("cases", help="Criminal cases.")
BATCH = 200


@group.command("recompute")
@click.option("--fix", is_flag=True, help="Write the rows anew where they differ; without it, only say so.")
def recompute(fix: bool) -> None:
    """Compares the rows of what is due with the engine, case by case; exit code 1 when some differ and stay so.

    Clocks that repeat (the fortnightly report) begin a new period by time alone: run this each night with --fix.
    """
    now, seen, found, last = clock.now(), 0, 0, None
    while True:
        statement = select(Case).where(Case.closed_at.is_(None)).order_by(Case.id).limit(BATCH)
        cases = list(db.session.scalars(statement if last is None else statement.where(Case.id > last)))
        if not cases:
            break
        for case in cases:
            file = read_file(case)
            wrong = differences(file, now)
            seen, found, last = seen + 1, found + bool(wrong), case.id
            if wrong:
                click.echo(f"{case.register} {case.serial}/{case.year}: {', '.join(wrong)}")
            if wrong and fix:
                keep_in_step(file, now)
        db.session.commit()
        db.session.expunge_all()
    click.echo(f"{seen} open cases compared, {found} differed{', now put right' if fix and found else ''}.")
    if found and not fix:
        raise SystemExit(1)
