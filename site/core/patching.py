"""Changing what a library does where it has no hook for it."""

_wrapped = set()


def wrap(owner, name, wrapper):
    """``owner.name`` becomes ``wrapper(owner.name)``, once: tests that override settings make apps ready again."""
    if (owner, name, wrapper) not in _wrapped:
        _wrapped.add((owner, name, wrapper))
        setattr(owner, name, wrapper(getattr(owner, name)))
