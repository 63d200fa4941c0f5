"""The foundation: units, accounts, trail, vault, desk, follow-up, printing."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The trail takes entries and gives them back; it neither changes nor forgets them. SQLite needs the guard on INSERT
# as well, because INSERT OR REPLACE would slip past the other two.
SQLITE_TRIGGERS = (
    "CREATE TRIGGER trail_entries_keep BEFORE UPDATE ON trail_entries BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    "CREATE TRIGGER trail_entries_stay BEFORE DELETE ON trail_entries BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    "CREATE TRIGGER trail_entries_follow BEFORE INSERT ON trail_entries "
    "WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM trail_entries WHERE chain = NEW.chain) "
    "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
)
POSTGRESQL_TRIGGERS = (
    "CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$",
    "CREATE TRIGGER trail_entries_keep BEFORE UPDATE OR DELETE ON trail_entries FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "CREATE TRIGGER trail_entries_stay BEFORE TRUNCATE ON trail_entries FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
    "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_app') THEN "
    "REVOKE UPDATE, DELETE, TRUNCATE ON trail_entries FROM portal_app; END IF; END $$",
)


def upgrade() -> None:
    op.create_table(
        "counters",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "series", "year", name=op.f("pk_counters")),
    )
    op.create_table(
        "once_tokens",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=500), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_once_tokens")),
    )
    op.create_table(
        "settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
    )
    op.create_index("ix_settings_name_ended_at", "settings", ["name", "ended_at"], unique=False)
    op.create_table(
        "throttles",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttles")),
    )
    op.create_index(op.f("ix_throttles_last_at"), "throttles", ["last_at"], unique=False)
    op.create_table(
        "trail_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("session_mark", sa.String(length=16), nullable=False),
        sa.Column("terminal", sa.String(length=60), nullable=False),
        sa.Column("request_id", sa.String(length=16), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_entries")),
        sa.UniqueConstraint("chain", "seq", name=op.f("uq_trail_entries_chain_seq")),
    )
    op.create_index("ix_trail_entries_at", "trail_entries", ["at", "id"], unique=False)
    op.create_index("ix_trail_entries_subject", "trail_entries", ["subject_id", "seq"], unique=False)
    op.create_table(
        "trail_heads",
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_trail_heads")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name_hi", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("path", sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_womens_station", sa.Boolean(), nullable=False),
        sa.Column("in_commissionerate", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(parent_id IS NULL) = (kind = 'state')", name=op.f("ck_units_only_a_state_has_no_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("code", name=op.f("uq_units_code")),
        sa.UniqueConstraint("path", name=op.f("uq_units_path")),
    )
    op.create_index(op.f("ix_units_kind"), "units", ["kind"], unique=False)
    op.create_index(op.f("ix_units_parent_id"), "units", ["parent_id"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("personnel_no", sa.String(length=15), nullable=False),
        sa.Column("name_hi", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("rank", sa.String(length=10), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("is_woman", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_offered", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("personnel_no", name=op.f("uq_users_personnel_no")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed_label", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=40), nullable=False),
        sa.Column("has_preview", sa.Boolean(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("is_scanned", sa.Boolean(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachments_size")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_attachments_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("file_name", name=op.f("uq_attachments_file_name")),
        sa.UniqueConstraint("owner_kind", "owner_id", "sha256", name=op.f("uq_attachments_owner_kind_owner_id_sha256")),
    )
    op.create_index("ix_attachments_owner", "attachments", ["owner_kind", "owner_id", "added_at", "id"], unique=False)
    op.create_index("ix_attachments_unit_id", "attachments", ["unit_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("form_key", sa.String(length=80), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_drafts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("user_id", "form_key", name=op.f("uq_drafts_user_id_form_key")),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notices_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_user_id"), "notices", ["user_id"], unique=False)
    op.create_table(
        "papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("arguments", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_papers_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint("code", name=op.f("uq_papers_code")),
    )
    op.create_index("ix_papers_subject", "papers", ["subject_id", "document", "superseded_at"], unique=False)
    op.create_table(
        "password_resets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_password_resets_made_by")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_password_resets_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_resets")),
    )
    op.create_index(op.f("ix_password_resets_user_id"), "password_resets", ["user_id"], unique=False)
    op.create_table(
        "persons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("gender", sa.String(length=16), nullable=False),
        sa.Column("age_years", sa.Integer(), nullable=True),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('woman', 'opposite_party', 'other')", name=op.f("ck_persons_kind_known")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_persons_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_index("ix_persons_key_id", "persons", ["key_id"], unique=False)
    op.create_index("ix_persons_unit_id", "persons", ["unit_id", "id"], unique=False)
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_recovery_codes_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_user_id"), "recovery_codes", ["user_id"], unique=False)
    op.create_table(
        "roles_held",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("order_no", sa.String(length=80), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_roles_held_ends_after_beginning")),
        sa.ForeignKeyConstraint(["ended_by"], ["users.id"], name=op.f("fk_roles_held_ended_by")),
        sa.ForeignKeyConstraint(["granted_by"], ["users.id"], name=op.f("fk_roles_held_granted_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_roles_held_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_roles_held_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles_held")),
    )
    op.create_index("ix_roles_held_unit_role", "roles_held", ["unit_id", "role"], unique=False)
    op.create_index(op.f("ix_roles_held_user_id"), "roles_held", ["user_id"], unique=False)
    op.create_table(
        "unit_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("unread_heads", sa.JSON(), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_unit_imports_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_imports")),
    )
    op.create_index(op.f("ix_unit_imports_unit_id"), "unit_imports", ["unit_id"], unique=False)
    op.create_table(
        "login_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role_held_id", sa.Uuid(), nullable=True),
        sa.Column("step", sa.String(length=10), nullable=False),
        sa.Column("factor_proven", sa.Boolean(), nullable=False),
        sa.Column("terminal", sa.String(length=60), nullable=False),
        sa.Column("return_to", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_active_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=20), nullable=False),
        sa.Column("end_terminal", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["role_held_id"], ["roles_held.id"], name=op.f("fk_login_sessions_role_held_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_login_sessions_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_sessions_token_hash")),
    )
    op.create_index("ix_login_sessions_user", "login_sessions", ["user_id", "ended_at"], unique=False)
    op.create_table(
        "paper_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("printed_by", sa.Uuid(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name=op.f("fk_paper_copies_paper_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_paper_copies_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_copies")),
        sa.UniqueConstraint("paper_id", "copy_no", name=op.f("uq_paper_copies_paper_id_copy_no")),
        sa.UniqueConstraint("unit_id", "year", "serial", name=op.f("uq_paper_copies_unit_id_year_serial")),
    )
    op.create_index("ix_paper_copies_unit_id_printed_at", "paper_copies", ["unit_id", "printed_at", "id"], unique=False)
    op.create_table(
        "person_index",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=10), nullable=False),
        sa.Column("token", sa.String(length=12), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_person_index_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_person_index_unit_id")),
        sa.PrimaryKeyConstraint("person_id", "field", "token", name=op.f("pk_person_index")),
    )
    op.create_index("ix_person_index_token", "person_index", ["field", "token", "unit_id", "person_id"], unique=False)
    op.create_table(
        "person_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("gender", sa.String(length=16), nullable=False),
        sa.Column("age_years", sa.Integer(), nullable=True),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("replaced_by", sa.Uuid(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_person_versions_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_person_versions_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_versions")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_person_versions_person_id_version")),
    )
    op.create_index("ix_person_versions_key_id", "person_versions", ["key_id"], unique=False)
    op.create_table(
        "safe_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_safe_contacts_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_safe_contacts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe_contacts")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_safe_contacts_person_id_version")),
    )
    op.create_index("ix_safe_contacts_key_id", "safe_contacts", ["key_id"], unique=False)
    op.create_table(
        "visits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("channel_reference", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("not_told", sa.JSON(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("whom_met", sa.String(length=120), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_visits_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_visits_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("unit_id", "year", "serial", name=op.f("uq_visits_unit_id_year_serial")),
    )
    op.create_index("ix_visits_unit_id_arrived_at", "visits", ["unit_id", "arrived_at", "id"], unique=False)
    op.create_table(
        "complaints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nature", sa.String(length=40), nullable=False),
        sa.Column("occurred_from_on", sa.Date(), nullable=True),
        sa.Column("occurred_to_on", sa.Date(), nullable=True),
        sa.Column("occurred_at_hour", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("relief", sa.Text(), nullable=False),
        sa.Column("not_told", sa.JSON(), nullable=False),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        sa.Column("has_disability", sa.Boolean(), nullable=False),
        sa.Column("is_pregnant", sa.Boolean(), nullable=False),
        sa.Column("needs_interpreter", sa.Boolean(), nullable=False),
        sa.Column("is_in_danger", sa.Boolean(), nullable=False),
        sa.Column("wants_woman_officer", sa.Boolean(), nullable=False),
        sa.Column("danger_answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("enquiry_officer_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_given_how", sa.String(length=30), nullable=False),
        sa.Column("receipt_note", sa.String(length=200), nullable=False),
        sa.Column("disposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "occurred_to_on IS NULL OR occurred_from_on IS NULL OR occurred_to_on >= occurred_from_on",
            name=op.f("ck_complaints_occurred_order"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_complaints_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_complaints_unit_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_complaints_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("token", name=op.f("uq_complaints_token")),
        sa.UniqueConstraint("unit_id", "year", "number", name=op.f("uq_complaints_unit_id_year_number")),
    )
    op.create_index(
        "ix_complaints_enquiry_officer_id", "complaints", ["enquiry_officer_id", "state", "received_at", "id"], unique=False
    )
    op.create_index("ix_complaints_person_id", "complaints", ["person_id"], unique=False)
    op.create_index("ix_complaints_unit_id_received_at", "complaints", ["unit_id", "received_at", "id"], unique=False)
    op.create_index("ix_complaints_unit_id_state", "complaints", ["unit_id", "state", "received_at", "id"], unique=False)
    op.create_index(op.f("ix_complaints_visit_id"), "complaints", ["visit_id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("exception", sa.String(length=300), nullable=False),
        sa.Column("handover_note", sa.Text(), nullable=False),
        sa.Column("assigned_by", sa.Uuid(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_assignments_complaint_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_assignments_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_complaint_id"), "assignments", ["complaint_id"], unique=False)
    op.create_index("ix_assignments_officer_id_ended_at", "assignments", ["officer_id", "ended_at"], unique=False)
    op.create_table(
        "complaint_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("replaced_by", sa.Uuid(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_versions_complaint_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_complaint_versions_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_versions")),
        sa.UniqueConstraint("complaint_id", "version", name=op.f("uq_complaint_versions_complaint_id_version")),
    )
    op.create_table(
        "danger_alerts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_danger_alerts_complaint_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_danger_alerts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger_alerts")),
    )
    op.create_index(op.f("ix_danger_alerts_complaint_id"), "danger_alerts", ["complaint_id"], unique=False)
    op.create_index("ix_danger_alerts_open", "danger_alerts", ["unit_id", "acknowledged_at", "raised_at"], unique=False)
    op.create_table(
        "danger_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_danger_answers_complaint_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_danger_answers_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger_answers")),
    )
    op.create_index(op.f("ix_danger_answers_complaint_id"), "danger_answers", ["complaint_id"], unique=False)
    op.create_table(
        "diary_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("late_reason", sa.String(length=300), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_diary_entries_complaint_id")),
        sa.ForeignKeyConstraint(["corrects_id"], ["diary_entries.id"], name=op.f("fk_diary_entries_corrects_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_diary_entries_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_entries")),
    )
    op.create_index(
        "ix_diary_entries_complaint_id_happened_at", "diary_entries", ["complaint_id", "happened_at", "id"], unique=False
    )
    op.create_table(
        "disposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("manner", sa.String(length=30), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("disposed_by", sa.Uuid(), nullable=False),
        sa.Column("disposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_disposals_complaint_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_disposals_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposals")),
    )
    op.create_index(op.f("ix_disposals_complaint_id"), "disposals", ["complaint_id"], unique=False)
    op.create_index("ix_disposals_waiting", "disposals", ["unit_id", "outcome", "call_due_on", "id"], unique=False)
    op.create_table(
        "identity_openings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("opened_from", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_identity_openings_complaint_id")),
        sa.ForeignKeyConstraint(["opened_from"], ["units.id"], name=op.f("fk_identity_openings_opened_from")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_identity_openings_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_openings")),
    )
    op.create_index(op.f("ix_identity_openings_complaint_id"), "identity_openings", ["complaint_id"], unique=False)
    op.create_index("ix_identity_openings_open", "identity_openings", ["unit_id", "reviewed_at", "opened_at"], unique=False)
    op.create_table(
        "opposite_parties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("place_in_list", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=30), nullable=False),
        sa.Column("is_known", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_opposite_parties_complaint_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_opposite_parties_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_opposite_parties_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opposite_parties")),
    )
    op.create_index(op.f("ix_opposite_parties_complaint_id"), "opposite_parties", ["complaint_id"], unique=False)
    op.create_index(op.f("ix_opposite_parties_person_id"), "opposite_parties", ["person_id"], unique=False)
    op.create_table(
        "promises",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("promised_by", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("outcome_text", sa.String(length=500), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_promises_complaint_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_promises_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    op.create_index(op.f("ix_promises_complaint_id"), "promises", ["complaint_id"], unique=False)
    op.create_index("ix_promises_open", "promises", ["unit_id", "ended_at", "due_on", "id"], unique=False)
    op.create_table(
        "reopenings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("reopened_by", sa.Uuid(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_reopenings_complaint_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_reopenings_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
    )
    op.create_index(op.f("ix_reopenings_complaint_id"), "reopenings", ["complaint_id"], unique=False)
    op.create_table(
        "rights_told",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("right_key", sa.String(length=40), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_rights_told_complaint_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_rights_told_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_told")),
        sa.UniqueConstraint("complaint_id", "right_key", name=op.f("uq_rights_told_complaint_id_right_key")),
    )
    op.create_index(op.f("ix_rights_told_complaint_id"), "rights_told", ["complaint_id"], unique=False)
    op.create_table(
        "verification_calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("disposal_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.Column("satisfaction", sa.String(length=20), nullable=False),
        sa.Column("her_words", sa.Text(), nullable=False),
        sa.Column("called_by", sa.Uuid(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_verification_calls_complaint_id")),
        sa.ForeignKeyConstraint(["disposal_id"], ["disposals.id"], name=op.f("fk_verification_calls_disposal_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_verification_calls_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification_calls")),
        sa.UniqueConstraint("unit_id", "year", "serial", name=op.f("uq_verification_calls_unit_id_year_serial")),
    )
    op.create_index(op.f("ix_verification_calls_complaint_id"), "verification_calls", ["complaint_id"], unique=False)
    op.create_index(op.f("ix_verification_calls_disposal_id"), "verification_calls", ["disposal_id"], unique=False)
    op.create_index("ix_verification_calls_unit_id_called_at", "verification_calls", ["unit_id", "called_at", "id"], unique=False)
    # ### end Alembic commands ###
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in POSTGRESQL_TRIGGERS if on_postgresql else SQLITE_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_verification_calls_unit_id_called_at", table_name="verification_calls")
    op.drop_index(op.f("ix_verification_calls_disposal_id"), table_name="verification_calls")
    op.drop_index(op.f("ix_verification_calls_complaint_id"), table_name="verification_calls")
    op.drop_table("verification_calls")
    op.drop_index(op.f("ix_rights_told_complaint_id"), table_name="rights_told")
    op.drop_table("rights_told")
    op.drop_index(op.f("ix_reopenings_complaint_id"), table_name="reopenings")
    op.drop_table("reopenings")
    op.drop_index("ix_promises_open", table_name="promises")
    op.drop_index(op.f("ix_promises_complaint_id"), table_name="promises")
    op.drop_table("promises")
    op.drop_index(op.f("ix_opposite_parties_person_id"), table_name="opposite_parties")
    op.drop_index(op.f("ix_opposite_parties_complaint_id"), table_name="opposite_parties")
    op.drop_table("opposite_parties")
    op.drop_index("ix_identity_openings_open", table_name="identity_openings")
    op.drop_index(op.f("ix_identity_openings_complaint_id"), table_name="identity_openings")
    op.drop_table("identity_openings")
    op.drop_index("ix_disposals_waiting", table_name="disposals")
    op.drop_index(op.f("ix_disposals_complaint_id"), table_name="disposals")
    op.drop_table("disposals")
    op.drop_index("ix_diary_entries_complaint_id_happened_at", table_name="diary_entries")
    op.drop_table("diary_entries")
    op.drop_index(op.f("ix_danger_answers_complaint_id"), table_name="danger_answers")
    op.drop_table("danger_answers")
    op.drop_index("ix_danger_alerts_open", table_name="danger_alerts")
    op.drop_index(op.f("ix_danger_alerts_complaint_id"), table_name="danger_alerts")
    op.drop_table("danger_alerts")
    op.drop_table("complaint_versions")
    op.drop_index("ix_assignments_officer_id_ended_at", table_name="assignments")
    op.drop_index(op.f("ix_assignments_complaint_id"), table_name="assignments")
    op.drop_table("assignments")
    op.drop_index(op.f("ix_complaints_visit_id"), table_name="complaints")
    op.drop_index("ix_complaints_unit_id_state", table_name="complaints")
    op.drop_index("ix_complaints_unit_id_received_at", table_name="complaints")
    op.drop_index("ix_complaints_person_id", table_name="complaints")
    op.drop_index("ix_complaints_enquiry_officer_id", table_name="complaints")
    op.drop_table("complaints")
    op.drop_index("ix_visits_unit_id_arrived_at", table_name="visits")
    op.drop_table("visits")
    op.drop_index("ix_safe_contacts_key_id", table_name="safe_contacts")
    op.drop_table("safe_contacts")
    op.drop_index("ix_person_versions_key_id", table_name="person_versions")
    op.drop_table("person_versions")
    op.drop_index("ix_person_index_token", table_name="person_index")
    op.drop_table("person_index")
    op.drop_index("ix_paper_copies_unit_id_printed_at", table_name="paper_copies")
    op.drop_table("paper_copies")
    op.drop_index("ix_login_sessions_user", table_name="login_sessions")
    op.drop_table("login_sessions")
    op.drop_index(op.f("ix_unit_imports_unit_id"), table_name="unit_imports")
    op.drop_table("unit_imports")
    op.drop_index(op.f("ix_roles_held_user_id"), table_name="roles_held")
    op.drop_index("ix_roles_held_unit_role", table_name="roles_held")
    op.drop_table("roles_held")
    op.drop_index(op.f("ix_recovery_codes_user_id"), table_name="recovery_codes")
    op.drop_table("recovery_codes")
    op.drop_index("ix_persons_unit_id", table_name="persons")
    op.drop_index("ix_persons_key_id", table_name="persons")
    op.drop_table("persons")
    op.drop_index(op.f("ix_password_resets_user_id"), table_name="password_resets")
    op.drop_table("password_resets")
    op.drop_index("ix_papers_subject", table_name="papers")
    op.drop_table("papers")
    op.drop_index(op.f("ix_notices_user_id"), table_name="notices")
    op.drop_table("notices")
    op.drop_table("drafts")
    op.drop_index("ix_attachments_unit_id", table_name="attachments")
    op.drop_index("ix_attachments_owner", table_name="attachments")
    op.drop_table("attachments")
    op.drop_table("users")
    op.drop_index(op.f("ix_units_parent_id"), table_name="units")
    op.drop_index(op.f("ix_units_kind"), table_name="units")
    op.drop_table("units")
    op.drop_table("trail_heads")
    op.drop_index("ix_trail_entries_subject", table_name="trail_entries")
    op.drop_index("ix_trail_entries_at", table_name="trail_entries")
    op.drop_table("trail_entries")
    op.drop_index(op.f("ix_throttles_last_at"), table_name="throttles")
    op.drop_table("throttles")
    op.drop_index("ix_settings_name_ended_at", table_name="settings")
    op.drop_table("settings")
    op.drop_table("once_tokens")
    op.drop_table("counters")
    # ### end Alembic commands ###
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION trail_refuse()")
