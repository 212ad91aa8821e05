from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.audit import chain, guard
from core.models import AuditHead


class Command(BaseCommand):
    help = "“verify”: is every entry of the audit log there, and as it was written? “guard”: set up its triggers anew."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["verify", "guard"])
        parser.add_argument("--known", help="NUMBER:HASH of an entry, as an earlier run said it")

    def handle(self, *, what, known, **options):
        if what == "guard":
            guard.install(connection)
            self.stdout.write("The database refuses to change the audit log.")
            return
        if known:
            number, _colon, link = known.partition(":")
            if not number.isdigit():
                raise CommandError("--known is a number and a hash, with a colon in between.")
            known = (int(number), link)
        found = [f"The trigger {name} is missing: run `audit guard`." for name in guard.missing(connection)]
        found += chain.faults(known)
        if found:
            raise CommandError("\n".join(found))
        head = AuditHead.objects.get()
        self.stdout.write(
            f"The audit log is whole, from entry {head.first} on. The last one is {head.number}:{head.hash}"
        )
