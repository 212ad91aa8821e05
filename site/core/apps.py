from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import (  # noqa: F401
            alphabet,
            damaged_revisions,
            eager,
            messages,
            publication,
            search,
            signal_handlers,
            typed_days,
            wording,
        )
        from core.bin import deleting
        from core.conflicts import saving
        from core.localize import (  # noqa: F401
            bulk,
            drafts,
            facts,
            faults,
            life,
            patches,
            permission_patches,
            permissions,
            registry,
            slugs,
        )
        from core.redirects import checks
        from core.store import build
        from core.uploads import doors, intake  # noqa: F401

        wording.apply()
        typed_days.apply()
        damaged_revisions.apply()
        eager.apply()
        messages.fall_back_to_english()
        patches.apply()
        bulk.apply()
        faults.apply()
        permission_patches.apply()
        permissions.register_policies()
        publication.ask_before_publishing()
        life.follow()
        deleting.store_before_deleting()
        saving.keep_what_comes_second()
        search.escape_lexemes()
        checks.apply()
        build.follow()
        doors.apply()
