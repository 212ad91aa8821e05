"""Backups: everything that can't be made again, in one file, and back.

``making`` reads the database in one snapshot and puts its rows and the files they name into an ``archive``; ``places``
keep archives; ``restoring`` checks every byte of one before it changes anything. Rows are JSON, read and written by the
kinds of their columns (``columns``, ``tables``), so what came from SQLite goes into PostgreSQL and back.
``docs/backup.md`` says how to use them.
"""
