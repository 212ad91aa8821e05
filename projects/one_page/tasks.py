from django_tasks import task

from core.made import StillBeingMade


@task()
def make_summary(page_id):
    """The PDF of a page that was just published, before anybody asks for it."""
    from projects.models import ProjectPage
    from projects.one_page.pdf import pdf_of

    page = ProjectPage.objects.live().filter(pk=page_id).first()
    if page is not None:
        try:
            pdf_of(page)
        except StillBeingMade:
            return  # by a reader
