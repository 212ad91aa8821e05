from projects.models import ProjectPage


def projects_above(pages):
    """A function from a page to the identifier of the project it stands below: one query for all."""
    paths = {page.path[: -page.steplen] for page in pages}
    above = ProjectPage.objects.filter(path__in=paths).order_by().values_list("path", "translation_key")
    found = {path: str(key) for path, key in above}
    return lambda page: found.get(page.path[: -page.steplen])
