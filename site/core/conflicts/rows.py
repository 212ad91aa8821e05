"""The rows a form was opened with, found again for the answer to it."""


def with_posted_rows(page, form_class, posted):
    """``page`` with every row that ``posted`` calls old.

    A live page is edited from the database, where rows have numbers that its revision may not know; and the other
    person may have taken rows away. Without them the form would refuse what was typed into them.
    """
    for prefix, formset in form_class.formsets.items():
        rows = getattr(page, formset.fk.remote_field.get_accessor_name())
        wanted = posted_ids(posted, prefix) - {row.pk for row in rows.all()}
        stored = formset.model._default_manager.filter(pk__in=wanted, **{formset.fk.name: page.pk}) if wanted else []
        found = {row.pk: row for row in stored}
        rows.add(*[found.get(pk) or row_of(page, formset.model, pk) for pk in sorted(wanted)])
    return page


def posted_ids(posted, prefix):
    count = posted.get(f"{prefix}-INITIAL_FORMS", "")
    ids = [posted.get(f"{prefix}-{index}-id", "") for index in range(min(int(count), 1000) if count.isdecimal() else 0)]
    return {int(one) for one in ids if one.isdecimal()}


def row_of(page, model, pk):
    row = model(pk=pk)
    if hasattr(row, "locale_id"):
        row.locale_id = page.locale_id
    return row
