"""What only one process of a machine may do at a time; the others wait."""

from contextlib import contextmanager


@contextmanager
def alone(path):
    """Holds the lock ``path`` (not on Windows). It ends with the process, however that ends."""
    with open(path, "w") as file:
        try:
            import fcntl
        except ImportError:
            pass
        else:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
