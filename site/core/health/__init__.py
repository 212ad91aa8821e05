"""Is the process alive, can it answer readers, and is everything well? For machines that watch; see docs/operations.md.

``probes`` try out what the site leans on, ``answers`` say so to whoever asks by HTTP, ``metrics`` to Prometheus, and
``core.doctor`` to people.
"""
