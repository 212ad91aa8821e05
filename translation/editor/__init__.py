"""The page on which a translation is written: its texts beside the original's, in the order of the source page."""
