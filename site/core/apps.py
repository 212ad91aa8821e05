from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import (  # noqa: F401
            alphabet,
            damaged_revisions,
            eager,
            inline_free,
            messages,
            publication,
            search,
            signal_handlers,
            typed_days,
            unforeseen,
            wording,
        )
        from core.accounts import email_address
        from core.accounts import signal_handlers as of_accounts  # noqa: F401
        from core.audit import exports, writing  # noqa: F401
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
        from core.privacy import accounts, rules
        from core.redirects import checks, confirming
        from core.store import build
        from core.uploads import doors, intake  # noqa: F401

        email_address.apply()
        exports.apply()
        accounts.apply()
        rules.register_all()
        wording.apply()
        typed_days.apply()
        inline_free.apply()
        unforeseen.apply()
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
        confirming.apply()
        build.follow()
        doors.apply()
