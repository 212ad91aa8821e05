"""What there is to translate and how far it is: the board of everything, and the queue of one's own work."""
