"""The editors' list of pictures that show people: what was agreed, what ends soon, where each is used."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, When
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from core.images.consent import HIDDEN, Consent
from core.images.names import named_on
from core.models import RegistryRecord, SiteImage

SHOWN_TO = ("add", "change", "delete")
LISTED = [state for state in Consent if state is not Consent.NOT_NEEDED]  # the most urgent first


def may_see_report(user):
    return policy_registry.get_by_type(SiteImage).user_has_any_permission(user, SHOWN_TO)


class ConsentFilterSet(WagtailFilterSet):
    consent = django_filters.MultipleChoiceFilter(
        label=_("Consent"), choices=[(state.value, state.label) for state in LISTED]
    )

    class Meta:
        model = SiteImage
        fields = []


class PreviewColumn(Column):
    cell_template_name = "wagtailimages/images/image_preview_column_cell.html"


class DayColumn(Column):
    """A date as such: Wagtail's own says of every day to come that it is just now."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return day and date_format(day, "SHORT_DATE_FORMAT")


class UsersColumn(Column):
    cell_template_name = "core_admin/consent/users_cell.html"


class ConsentReport(ReportView):
    model = SiteImage
    any_permission_required = SHOWN_TO
    page_title = _("Pictures of people: consent")
    header_icon = "image"
    index_url_name = "core_consent:index"
    index_results_url_name = "core_consent:index_results"
    results_template_name = "core_admin/consent/results.html"
    filterset_class = ConsentFilterSet
    columns = [
        PreviewColumn("preview", label=_("Picture"), classname="image-preview"),
        TitleColumn("title", label=_("Title"), url_name="wagtailimages:edit"),
        StatusTagColumn(
            "consent_label", label=_("Consent"), primary=lambda image: Consent(image.consent) not in HIDDEN
        ),
        Column("consent_by", label=_("Consent given by")),
        DayColumn("consent_on", label=_("Given on")),
        DayColumn("consent_until", label=_("Valid until")),
        DayColumn("consent_withdrawn_on", label=_("Withdrawn on")),
        UsersColumn("users", label=_("Where it is used")),
    ]
    list_export = ["title", "consent_label", "consent_by", "consent_on", "consent_until", "consent_withdrawn_on"]

    def get_queryset(self):
        images = self.permission_policy.instances_user_has_any_permission_for(self.request.user, SHOWN_TO)
        urgency = Case(*[When(consent=state, then=rank) for rank, state in enumerate(LISTED)])
        found = images.with_consent().filter(consent__in=LISTED).prefetch_renditions("max-165x165")
        return found.order_by(urgency, "consent_until", "title", "pk")

    def decorate_paginated_queryset(self, object_list):
        users, named = users_of(object_list), named_beside(object_list)
        for image in object_list:
            image.consent_label = Consent(image.consent).label
            image.users, image.named = users[image.pk], named[image.pk]
        return object_list


def users_of(images):
    """``{pk: [title]}`` of what readers can find: live pages and records. Drafts are on the page that counts all uses."""
    images = list(images)
    pairs = references_to(images).values_list("to_object_id", "base_content_type", "object_id").distinct()
    by_type = {}
    for image, content_type, user in pairs:
        by_type.setdefault(content_type, []).append((int(image), int(user)))
    users = {image.pk: [] for image in images}
    for content_type, found in by_type.items():
        titles = titles_of(ContentType.objects.get_for_id(content_type).model_class(), {user for _image, user in found})
        for image, user in found:
            if user in titles:
                users[image].append(titles[user])
    return {pk: sorted(titles) for pk, titles in users.items()}


def named_beside(images):
    """``{pk: [Named]}``: whose name readers find beside a picture though it is withheld."""
    withheld = {image.pk: image for image in images if image.names_withheld}
    found = {image.pk: [] for image in images}
    if withheld:
        numbers = references_to(withheld.values()).values_list("object_id", flat=True).distinct()
        pages = Page.objects.live().filter(pk__in=[int(number) for number in numbers if number.isdigit()])
        for page in pages.specific().select_related("locale").order_by("path"):
            for one in named_on(page, withheld):
                found[one.image.pk].append(one)
    return found


def references_to(images):
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(SiteImage),
        to_object_id__in=[str(image.pk) for image in images],
    )


def titles_of(model, numbers):
    if model is not None and issubclass(model, Page):
        return dict(Page.objects.live().filter(pk__in=numbers).values_list("pk", "title"))
    if model is not None and issubclass(model, RegistryRecord):
        return {record.pk: str(record) for record in model.objects.filter(pk__in=numbers)}
    return {}
