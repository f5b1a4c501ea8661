"""Every DDL statement, named. Each migration is one transaction; a released one is never edited.

Migrations are plain SQL run by sqlite-utils, which is imported only when one is due.
"""

import sqlite3

APPLICATION_ID = 0x504C4E52
"""“PLNR”, at byte 68 of the file: how a planner file is known from any other."""
SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, saved_utc TEXT NOT NULL) STRICT;
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, origin TEXT NOT NULL, label TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'superseded', 'kept')),
    change_seq INTEGER NOT NULL, topics TEXT NOT NULL, changes TEXT NOT NULL) STRICT;
CREATE INDEX journal_state ON journal (state, seq);
CREATE INDEX journal_change_seq ON journal (change_seq);
CREATE TABLE contact (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, given_name TEXT NOT NULL DEFAULT '', family_name TEXT NOT NULL DEFAULT '',
    organization TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '', stage TEXT NOT NULL, is_top INTEGER NOT NULL DEFAULT 0,
    close_mark INTEGER NOT NULL DEFAULT 0, cadence_months INTEGER, source TEXT NOT NULL DEFAULT '',
    do_not_contact INTEGER NOT NULL DEFAULT 0, wants_updates INTEGER NOT NULL DEFAULT 0,
    notes TEXT NOT NULL DEFAULT '', external_system TEXT NOT NULL DEFAULT '', external_id TEXT NOT NULL DEFAULT '',
    created_on TEXT NOT NULL, archived_on TEXT, snoozed_until TEXT, touched_on TEXT) STRICT;
CREATE INDEX contact_call ON contact (id, stage, is_top, close_mark, cadence_months, snoozed_until, created_on,
    touched_on, external_system, archived_on, do_not_contact) WHERE archived_on IS NULL AND do_not_contact = 0;
CREATE INDEX contact_came ON contact (created_on) WHERE external_system = '';
CREATE TABLE deal (
    id TEXT PRIMARY KEY, contact_id TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    organization TEXT NOT NULL DEFAULT '', title TEXT NOT NULL, amount_minor INTEGER, currency TEXT NOT NULL,
    kind TEXT NOT NULL, stage TEXT NOT NULL, stage_label TEXT NOT NULL DEFAULT '', probability_pct INTEGER,
    expected_close_on TEXT, closed_on TEXT, lost_reason TEXT NOT NULL DEFAULT '', next_step TEXT NOT NULL DEFAULT '',
    external_system TEXT NOT NULL DEFAULT '', external_id TEXT NOT NULL DEFAULT '', created_on TEXT NOT NULL) STRICT;
CREATE INDEX deal_closed ON deal (stage, closed_on, currency, kind, amount_minor);
CREATE INDEX deal_contact ON deal (contact_id, stage);
CREATE INDEX deal_open ON deal (contact_id, stage, created_on, expected_close_on, probability_pct, amount_minor)
    WHERE stage NOT IN ('won', 'lost');
CREATE INDEX deal_pipeline ON deal (stage, currency, probability_pct, amount_minor, expected_close_on, kind)
    WHERE stage NOT IN ('won', 'lost');
CREATE TABLE measure (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL, activity_types TEXT NOT NULL DEFAULT '',
    purposes TEXT NOT NULL DEFAULT '', outcomes TEXT NOT NULL DEFAULT '', contact_stages TEXT NOT NULL DEFAULT '',
    distinct_contacts INTEGER NOT NULL DEFAULT 0, first_touch_only INTEGER NOT NULL DEFAULT 0,
    new_contacts INTEGER NOT NULL DEFAULT 0, deal_kind TEXT, currency TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE goal (
    id TEXT PRIMARY KEY, parent_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED, title TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '', period TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
    kind TEXT NOT NULL, source TEXT NOT NULL, status TEXT NOT NULL,
    measure_id TEXT REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED, target INTEGER, stretch_target INTEGER,
    baseline INTEGER NOT NULL DEFAULT 0, weight INTEGER NOT NULL DEFAULT 1, committed_on TEXT,
    preliminary INTEGER NOT NULL DEFAULT 0, pay_note TEXT NOT NULL DEFAULT '', created_utc TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0, archived_on TEXT, is_realistic INTEGER,
    is_stale INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX goal_ends ON goal (ends_on, starts_on);
CREATE INDEX goal_parent ON goal (parent_id);
CREATE TABLE milestone (
    id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL, weight INTEGER NOT NULL DEFAULT 1, done_on TEXT) STRICT;
CREATE INDEX milestone_goal ON milestone (goal_id);
CREATE TABLE action (
    id TEXT PRIMARY KEY, date TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL,
    goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    contact_id TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED, owed_by TEXT NOT NULL DEFAULT 'me',
    planned_minutes INTEGER, start_time TEXT, rrule TEXT NOT NULL DEFAULT '', review_id TEXT,
    done_activity_id TEXT REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL DEFAULT 0,
    block_id TEXT REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED, begun_utc TEXT, kept_minutes INTEGER,
    left_on TEXT) STRICT;
CREATE INDEX action_date ON action (date);
CREATE INDEX action_open ON action (status, kind, date);
CREATE INDEX action_contact ON action (contact_id);
CREATE INDEX action_done_by ON action (done_activity_id);
CREATE INDEX action_block ON action (block_id);
CREATE INDEX action_review ON action (review_id) WHERE review_id IS NOT NULL;
CREATE TABLE activity (
    id TEXT PRIMARY KEY, at_utc TEXT NOT NULL, local_date TEXT NOT NULL, local_time TEXT, zone TEXT NOT NULL,
    type TEXT NOT NULL, purpose TEXT, outcome TEXT, quantity INTEGER NOT NULL DEFAULT 1, reach INTEGER,
    minutes INTEGER, contact_id TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    deal_id TEXT REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
    action_id TEXT REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED, contact_stage_then TEXT,
    note TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT 'typed') STRICT;
CREATE INDEX activity_log ON activity (local_date, at_utc, id);
CREATE INDEX activity_counts ON activity (type, local_date, purpose, outcome, contact_stage_then, quantity);
CREATE INDEX activity_contact ON activity (contact_id, local_date, type, outcome);
CREATE INDEX activity_talk ON activity (contact_id, local_date, type, outcome)
    WHERE (type = 'call' AND (outcome IS NULL OR outcome = 'connected')
    OR type IN ('meeting', 'demo') AND outcome IS NOT 'not_held');
CREATE INDEX activity_deal ON activity (deal_id);
CREATE INDEX activity_action ON activity (action_id);
CREATE TABLE goal_change (
    id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    at_utc TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL DEFAULT '', new TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX goal_change_goal ON goal_change (goal_id, at_utc);
CREATE TABLE review (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, period_start TEXT NOT NULL, period_end TEXT NOT NULL, held_utc TEXT,
    mood INTEGER, note TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX review_period ON review (kind, period_start);
CREATE TABLE review_answer (
    id TEXT PRIMARY KEY, review_id TEXT NOT NULL REFERENCES review (id) DEFERRABLE INITIALLY DEFERRED,
    question TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX review_answer_review ON review_answer (review_id);
CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, archived_on TEXT) STRICT;
CREATE TABLE review_person (
    id TEXT PRIMARY KEY, review_id TEXT NOT NULL REFERENCES review (id) DEFERRABLE INITIALLY DEFERRED,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE INDEX review_person_review ON review_person (review_id);
CREATE TABLE obstacle (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, opened_on TEXT NOT NULL,
    goal_id TEXT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    next_action_id TEXT REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
    review_id TEXT REFERENCES review (id) DEFERRABLE INITIALLY DEFERRED,
    resolved_on TEXT, resolution TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX obstacle_open ON obstacle (resolved_on, opened_on);
CREATE TABLE event_mark (id TEXT PRIMARY KEY, date TEXT NOT NULL, label TEXT NOT NULL) STRICT;
CREATE TABLE import_batch (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, system TEXT NOT NULL, at_utc TEXT NOT NULL,
    counts TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE day_off (date TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL DEFAULT '') STRICT;
"""


def migrate(connection: sqlite3.Connection, store_uuid: str) -> None:
    """Bring a file to the current schema. `store_uuid` names a file that is new.

    The lock is taken first, so two programs that start at once migrate once.
    """
    from sqlite_utils import Database, Migrations

    from planner.store import search_schema

    migrations = Migrations("planner")

    @migrations()
    def m001_first_schema(db: Database) -> None:
        from planner.store import readable

        for statement in (*filter(str.strip, _SCHEMA.split(";")), *readable.statements()):
            db.execute(statement)
        for statement in search_schema.statements():
            db.execute(statement)
        db.execute("INSERT INTO meta VALUES ('store_uuid', ?), ('change_seq', '0')", [store_uuid])
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")

    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False, strict=True))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk takes it back by itself
            connection.execute("ROLLBACK")
        raise
