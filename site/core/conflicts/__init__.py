"""Two people, one page: nobody's save overwrites what they have not seen.

Wagtail refuses an automatic save that is out of date, and lets one by a button win in silence (its RFC 95). Here the
second one is kept beside the first, and the person is shown both.
"""
