"""What Wagtail translates once, when a module is loaded: each person reads it in their own language."""

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.images.forms import ImageInsertionForm, URLGeneratorForm

from core import eager

pytestmark = pytest.mark.once

LANGUAGES = settings.LANGUAGE_CODES


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_forms(language):
    with translation.override(language):
        for form, labels in eager.LABELS.items():
            assert {name: str(form().fields[name].label) for name in labels} == {
                name: gettext(message) for name, message in labels.items()
            }
        sizes = [str(label) for _value, label in URLGeneratorForm().fields["filter_method"].choices]
        assert sizes == [gettext(message) for message in eager.SIZES.values()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_permissions_of_collections_and_pictures(language):
    with translation.override(language):
        for formset, messages in eager.PERMISSIONS.items():
            shown = {name: (str(short), str(long)) for name, short, long in formset.permission_types}
            assert shown == {name: (gettext(short), gettext(long)) for name, (short, long) in messages.items()}


def test_the_filter_of_redirects():
    permanent = RedirectsReportFilterSet.base_filters["is_permanent"]
    for text in (permanent.label, permanent.extra["empty_label"], *dict(permanent.extra["choices"]).values()):
        assert isinstance(text, Promise)


def test_turkish_is_not_azerbaijani():
    labels = set()
    for language in LANGUAGES:
        with translation.override(language):
            labels.add(str(ImageInsertionForm().fields["image_is_decorative"].label))
    assert len(labels) == len(LANGUAGES)
