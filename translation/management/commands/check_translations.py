from collections import Counter

from django.core.management.base import BaseCommand, CommandError, no_translations

from translation.checks import BY_NAME, CHECKS, find, repair


class Command(BaseCommand):
    help = (
        "Look for what an upgrade, an import or an accident left: orphans, second sources, a broken tree, pages in the "
        "wrong language, references that lead astray. Changes nothing without --repair; exits 1 while anything is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="mend what can be mended without a person")
        names = ", ".join(BY_NAME)
        parser.add_argument("--only", action="append", metavar="KIND", choices=BY_NAME, help=f"one of: {names}")

    @no_translations
    def handle(self, only, verbosity, **options):
        checks = [check for check in CHECKS if not only or check.name in only]
        mended = self.repair(checks, verbosity) if options["repair"] else Counter()
        found = find(checks)
        for check, problems in found:
            if problems and verbosity:
                self.describe(check, problems)
        self.summarise(found, mended, verbosity)
        left = sum(len(problems) for _check, problems in found)
        if left:
            hint = "" if options["repair"] else " --repair mends what can be mended without a person."
            raise CommandError(f"{left} problems.{hint}")
        if verbosity:
            self.stdout.write("Nothing to repair.")

    def repair(self, checks, verbosity):
        """How many problems of each kind are mended."""
        mended = Counter()
        for check, problem, error in repair(checks):
            if error:
                self.stderr.write(f"Not repaired: {problem.text} {error}")
                continue
            mended[check] += 1
            if verbosity:
                self.stdout.write(f"Repaired: {problem.text}")
        return mended

    def describe(self, check, problems):
        self.stdout.write(f"\n{check.title} ({check.name})")
        for problem in problems:
            self.stdout.write(f"  {problem.text}{f'  {problem.link}' if problem.link else ''}")
        for sentence in sentences(check, problems):
            self.stdout.write(f"  → {sentence}")

    def summarise(self, found, mended, verbosity):
        rows = [(check.name, len(problems), mended[check]) for check, problems in found]
        rows = [row for row in rows if row[1] or row[2] or verbosity > 1]
        if not rows or not verbosity:
            return
        self.stdout.write(f"\n{'kind':<20} {'wrong':>6} {'mended':>7}")
        for name, wrong, done in rows:
            self.stdout.write(f"{name:<20} {wrong:>6} {done:>7}")
        self.stdout.write("")


def sentences(check, problems):
    """What the repair would do, and what is left to a person."""
    if any(problem.is_repairable for problem in problems):
        yield check.remedy
    if not all(problem.is_repairable for problem in problems):
        yield check.advice
