"""Projects as activities of the International Aid Transparency Initiative, version 2.03.

Drawn from the same records as the other files. What the standard asks for and a record does not hold is never
invented: a project without any date, or without a funder or implementer, can't be an activity and is left out.
"""
