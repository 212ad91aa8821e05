from django.conf import settings
from django.db import migrations
from django.utils import translation
from django.utils.translation import gettext


def name(apps, schema_editor):
    """What Wagtail and we had named in English, unless somebody has renamed it. A name is content."""
    page, collection, workflow, task = (
        apps.get_model("wagtailcore", model) for model in ("Page", "Collection", "Workflow", "Task")
    )
    with translation.override(settings.LANGUAGE_CODE):
        pages = page.objects.filter(depth=1)
        pages.filter(title="Root").update(title=gettext("All pages"))
        pages.filter(draft_title="Root").update(draft_title=gettext("All pages"))
        collection.objects.filter(depth=1, name="Root").update(name=gettext("General"))
        approval = gettext("Approval by a second person")
        workflow.objects.filter(name="Four eyes").update(name=approval)
        task.objects.filter(name="Four eyes").update(name=approval)


class Migration(migrations.Migration):
    dependencies = [("home", "0004_forms"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
