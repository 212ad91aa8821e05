"""The tier of one process: as many answers as fit into so many bytes."""

from threading import Lock

ONLY = 0.25  # of all the room for one answer


class Memory:
    """A dictionary in the order of arrival. What was read since it was last looked at gets a second chance: reading
    costs no lock and moves nothing.
    """

    def __init__(self, room):
        self.room, self.taken = room, 0
        self.entries, self._lock = {}, Lock()
        self.get = self.entries.get

    def put(self, shape, entry):
        if entry.size > self.room * ONLY:
            return
        with self._lock:
            self._remove(shape)
            self.entries[shape] = entry
            self.taken += entry.size
            while self.taken > self.room:
                oldest = next(iter(self.entries))
                old = self.entries[oldest]
                self._remove(oldest)
                if old.is_used:
                    old.is_used = False
                    self.entries[oldest] = old
                    self.taken += old.size

    def drop(self, shape):
        with self._lock:
            self._remove(shape)

    def clear(self):
        with self._lock:
            self.entries.clear()
            self.taken = 0

    def _remove(self, shape):
        before = self.entries.pop(shape, None)
        if before is not None:
            self.taken -= before.size
