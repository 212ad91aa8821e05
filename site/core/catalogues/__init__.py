"""Message catalogues: compiled without gettext on the machine, extracted, merged, and checked.

``locale/`` holds our own messages, ``locale/third_party/`` our translations of what the installed packages say.
``makemessages`` never sees the second folder, so it can't take those for obsolete.
"""
