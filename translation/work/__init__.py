"""What there is to do on a translation: how much is open, what has changed in the source since readers got it."""
