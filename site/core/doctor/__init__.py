"""What ``manage.py doctor`` looks at. An examination is a function that yields what it finds, in words for whoever runs
the server: what is the matter, and what to do about it.
"""

from core.doctor import accounts, configuration, files, outside, services
from core.doctor.finding import WRONG, wrong

PEOPLE = (accounts.second_factors, accounts.administrators)
# ``(gates, others)``: where a gate finds something wrong, the others could only say the same once more.
HERE = (
    ((), (configuration.mode, configuration.secret, configuration.hosts, configuration.address, configuration.proxy)),
    ((), (configuration.sender, configuration.system_checks)),
    (
        (services.database, services.migrations),
        (
            configuration.security_contact,
            configuration.privacy_page,
            services.worker,
            services.backups,
            services.audit_log,
            *PEOPLE,
        ),
    ),
    ((), (services.cache, services.mail, files.catalogues, files.static, files.storage, files.disk)),
)
FROM_OUTSIDE = (
    (outside.front_page,),
    (outside.transport, outside.certificate, outside.plain_http, outside.media, outside.metrics),
)


def findings(*, from_outside):
    for gates, others in (*HERE, *([FROM_OUTSIDE] if from_outside else [])):
        passed = True
        for gate in gates:
            for finding in made(gate) if passed else ():
                passed = passed and finding.level != WRONG
                yield finding
        for examination in others if passed else ():
            yield from made(examination)


def made(examination):
    try:
        yield from examination()
    except Exception as error:  # one that can't be made must not hide what the others find
        name, said = examination.__name__.replace("_", " "), str(error).partition("\n")[0]
        yield wrong(f"{name.capitalize()} could not be examined: {type(error).__name__}: {said}")
