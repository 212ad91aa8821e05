"""What ``manage.py doctor`` looks at. An examination is a function that yields what it finds, in words for whoever runs
the server: what is the matter, and what to do about it.
"""

from core.doctor import configuration, files, outside, services
from core.doctor.finding import Finding, wrong

HERE = (
    configuration.mode,
    configuration.secret,
    configuration.hosts,
    configuration.address,
    configuration.proxy,
    configuration.contacts,
    configuration.system_checks,
    services.database,
    services.migrations,
    services.cache,
    services.mail,
    services.worker,
    services.backups,
    files.catalogues,
    files.static,
    files.storage,
    files.disk,
)
FROM_OUTSIDE = (outside.front_page, outside.certificate, outside.plain_http, outside.media, outside.metrics)

__all__ = ["Finding", "findings"]


def findings(*, from_outside):
    for examination in (*HERE, *(FROM_OUTSIDE if from_outside else ())):
        try:
            yield from examination()
        except Exception as error:  # one that can't be made must not hide what the others find
            name = examination.__name__.replace("_", " ")
            yield wrong(f"{name.capitalize()} could not be examined: {type(error).__name__}: {error}")
