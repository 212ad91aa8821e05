"""Files that are kept are whole, and have a row that names them, also where there is no room for all of it."""

from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError


class Storage(FileSystemStorage):
    """Django leaves what it could write of a file until the disk was full."""

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError:
            path = Path(self.path(name))
            with suppress(OSError):
                if path.stat().st_size < content.size:
                    path.unlink()
            raise


@contextmanager
def named_by_a_row(instance):
    """Saves ``instance``. If that fails its new file goes: it is stored before the row, and nobody would ever find it."""
    is_new = bool(instance.file) and not instance.file._committed
    try:
        yield
    except Exception:
        if is_new and instance.file._committed:
            with suppress(DatabaseError, OSError):
                if not type(instance)._base_manager.filter(file=instance.file.name).exists():
                    instance.file.storage.delete(instance.file.name)
        raise
