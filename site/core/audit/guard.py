"""Triggers: the database itself refuses to change entries, and to delete those that retention has not sealed."""

POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION core_audit_moved() RETURNS trigger AS $$
    BEGIN
      UPDATE core_audithead SET number = NEW.number, hash = NEW.hash;
      RETURN NULL;
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE OR REPLACE FUNCTION core_audit_refused() RETURNS trigger AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.number < (SELECT first FROM core_audithead) THEN
          RETURN OLD;
        END IF;
      END IF;
      RAISE EXCEPTION 'the audit log is append-only';
    END $$ LANGUAGE plpgsql
    """,
    "CREATE TRIGGER core_audit_moves AFTER INSERT ON core_auditentry FOR EACH ROW EXECUTE FUNCTION core_audit_moved()",
    "CREATE TRIGGER core_audit_stays BEFORE UPDATE ON core_auditentry FOR EACH ROW EXECUTE FUNCTION core_audit_refused()",
    "CREATE TRIGGER core_audit_remains BEFORE DELETE ON core_auditentry FOR EACH ROW EXECUTE FUNCTION core_audit_refused()",
)
SQLITE = (
    "CREATE TRIGGER core_audit_moves AFTER INSERT ON core_auditentry "
    "BEGIN UPDATE core_audithead SET number = NEW.number, hash = NEW.hash; END",
    "CREATE TRIGGER core_audit_stays BEFORE UPDATE ON core_auditentry "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER core_audit_remains BEFORE DELETE ON core_auditentry "
    "WHEN OLD.number >= (SELECT first FROM core_audithead) "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
)
NAMES = ("core_audit_moves", "core_audit_stays", "core_audit_remains")
TABLE = "core_auditentry"


def install(connection):
    remove(connection)
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


def remove(connection):
    """For a backup that takes the place of what is there; a table that a migration makes anew has none either."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def is_there(connection):
    """Has the database the table at all? Backups are made before migrations, too."""
    return TABLE in connection.introspection.table_names()


def missing(connection):
    """The names of those that are not there."""
    there = "SELECT tgname FROM pg_trigger" if connection.vendor == "postgresql" else "SELECT name FROM sqlite_master"
    with connection.cursor() as cursor:
        cursor.execute(there)
        found = {name for (name,) in cursor.fetchall()}
    return [name for name in NAMES if name not in found]
