"""A draft for somebody without an account: a signed link, good for some days.

Nothing is stored: the link names the page, who shared it and until when, and is signed. It shows whatever the newest
draft is when it is opened, and dies of itself when the page is deleted, when who shared it may no longer write there,
or when somebody who may ends all links of the page (a line in the page's history, by which older links are known).
"""
