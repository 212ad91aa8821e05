"""What people send, before anything of it is kept. See docs/decisions/uploads.md.

``doorkeeper`` says who may send files at all, ``scanning`` asks ClamAV where there is one, ``kinds`` looks whether a
document is what its name says, ``archives`` into zip files, ``fields`` and ``doors`` take files in. Pictures: ``core.images.intake``.
"""
