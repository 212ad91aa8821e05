"""A PostgreSQL of a test's own that holds the demo: filled once by restoring a backup of it, and copied from then on."""

import shutil
import tempfile
from pathlib import Path

from tests import database, services
from tests.backups import Site


def demo_site(folder):
    """The PostgreSQL, running, and the site upon it."""
    with database.one_at_a_time("cluster"):
        kept = database.FOLDER / f"cluster_{database.digest(database.DEMO)}"
        if not kept.exists():
            make(kept)
        postgresql = services.PostgreSQL(folder, kept)
    site = Site(folder / "site")
    shutil.copytree(database.FOLDER / "demo" / "media", site.media)
    site.url = postgresql.url
    return postgresql, site


def make(kept):
    for outdated in kept.parent.glob("cluster_*"):
        shutil.rmtree(outdated)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        archive = Site(folder / "demo", database.DEMO).backup()
        postgresql, site = services.PostgreSQL(folder), Site(folder / "site")
        site.url = postgresql.url
        site.run("restore", archive)
        postgresql.end()
        services.copy(postgresql.folder, kept)
