"""Two-step verification: after the password a code of an app, a passkey, or a code from paper.

``rules`` says who needs it and who has it; ``app``, ``passkeys`` and ``recovery`` check what is given; ``signing_in`` asks for them before
anybody is logged in; ``gate`` keeps the admin closed to who needs it and has not set it up; ``views`` are its pages in the
account.
"""
