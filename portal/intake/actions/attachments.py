"""Attaching files to a complaint, each with its own verdict."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import attachments
from portal.core.errors import RuleBroken
from portal.core.upload_check import Checked, Refused
from portal.intake.models import Complaint
from portal.intake.queries.attachments import OWNER


@dataclass(frozen=True)
class Verdict:
    """What became of one file: kept, or the sentence (msgid) that says why not."""

    label: str
    sentence: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the file is attached now."""
        return not self.sentence


def attach_files(actor: Actor, complaint: Complaint, judged: Iterable[Checked | tuple[str, Refused]]) -> list[Verdict]:
    """Keeps every file that passed the check; the caller holds *complaint* locked. NotSaved when the disk is full."""
    return [_attach(actor, complaint, one) for one in judged]


def _attach(actor: Actor, complaint: Complaint, one: Checked | tuple[str, Refused]) -> Verdict:
    if isinstance(one, tuple):
        label, refusal = one
        return Verdict(label, refusal.sentence)
    try:
        row = attachments.add(OWNER, complaint.id, complaint.unit_id, actor.user_id, one)
    except RuleBroken as refusal:
        return Verdict(one.label, refusal.sentence)
    trail.record(actor, "intake:attachment:added", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                 attachment=row.id, sha256=row.sha256, size=row.size, media_type=row.media_type)
    return Verdict(one.label)
