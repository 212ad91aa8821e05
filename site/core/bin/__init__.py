"""Deleting, the bin, and coming back whole.

``reach`` says what a deletion takes with it, ``snapshot`` writes that down, ``deleting`` sees to it that nothing goes
without, ``restore`` brings it back, ``emptying`` forgets it for good, ``permissions`` says who may do which.
"""
