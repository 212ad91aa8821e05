"""What a confirmation says: which pages, in which languages, with a link to each."""

from django.template.loader import render_to_string

SHOWN = 20  # of a section with hundreds of pages, the number of the others is enough


def touched(message, pages):
    """``message`` and the list of the pages, or nothing where no page is touched."""
    pages = list(pages)
    if not pages:
        return ""
    context = {"message": message, "pages": pages[:SHOWN], "more": max(0, len(pages) - SHOWN)}
    return render_to_string("wagtailadmin/life/touched.html", context)
