"""The person who acts, as a plain value built once per request."""

import uuid
from dataclasses import dataclass

from portal.access.roles import ROLES
from portal.access.scope import Scope


@dataclass(frozen=True)
class Actor:
    """An officer at work: who, in which role, held at which unit, from which terminal and session.

    *unit_path* is the unit's place in the tree ("/UP/…/"); *unit_ids* are the unit and those below it when they are
    few (a station), else None and the path decides. *kendra_id* is the kendra where there is just one among the few.
    """

    user_id: uuid.UUID
    name: str
    personnel_no: str
    role: str
    unit_id: uuid.UUID
    unit_name: str
    unit_kind: str
    unit_path: str
    unit_ids: tuple[uuid.UUID, ...] | None
    posting_id: uuid.UUID | None
    session_mark: str
    terminal: str
    is_woman: bool = False
    kendra_id: uuid.UUID | None = None

    @property
    def role_title(self) -> str:
        """The English msgid of the role's title."""
        return ROLES[self.role].title

    @property
    def scope(self) -> Scope:
        """The rows this actor reaches."""
        return Scope(self.user_id, self.unit_id, self.unit_path, self.unit_ids, ROLES[self.role].sees_only_assigned,
                     self.kendra_id)
