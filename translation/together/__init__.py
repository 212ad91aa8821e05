"""A page published in several languages at one moment, now or at a given time: all of them or none."""
