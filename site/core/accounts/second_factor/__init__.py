"""Two-step verification: after the password a code of an app, or one from paper.

``rules`` says who needs it and who has it; ``app`` and ``recovery`` check codes; ``signing_in`` asks for them before
anybody is logged in; ``gate`` keeps the admin closed to who needs it and has not set it up; ``views`` are its pages in the
account.
"""
