class NotRestored(Exception):
    """What lies in the bin can't come back as things are: its message says what to do first.

    ``entry`` is what has to come back before it, where that lies in the bin too.
    """

    def __init__(self, message, entry=None):
        super().__init__(message)
        self.entry = entry
