"""Lists of pages: filters that survive any value, pagination that survives any page number."""

from urllib.parse import parse_qsl

from django.core.paginator import Paginator
from django.http import QueryDict

from core import generation
from core.following import Followed
from core.images import prepare
from core.models.pages import BasePage
from core.restrictions import public

PER_PAGE = 12


class IndexPage(Followed, BasePage):
    """A section's list. A subclass names its ``item_model`` and its ``filters``."""

    item_model = None
    filters = ()  # Filter objects, in the order in which readers see them
    max_count_per_parent = 1
    card_kind = ""

    class Meta:
        abstract = True

    def items(self):
        """Live pages of this section in this page's language; a query for each call."""
        return public(self.item_model.objects.child_of(self).live()).filter(locale_id=self.locale_id)

    def in_order(self, items):
        """The part of the items that is shown page by page."""
        return items

    def number_of_items(self):
        """How many are shown page by page while nothing is chosen; counted once a generation."""
        return generation.remember(("number of items", self.pk), lambda: self.items().count())

    def narrowed_items(self, choices):
        items = self.items()
        for choice in choices:
            items = choice.apply(items)
        return items

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        choices = [one.for_page(self, request) for one in self.filters]
        paginator = Paginator(self.in_order(self.narrowed_items(choices)).defer_streamfields(), PER_PAGE)
        is_filtered = any(choice.value for choice in choices)
        if not is_filtered:
            paginator.count = self.number_of_items()
        page = paginator.get_page(request.GET.get("page"))
        page.object_list = list(page.object_list)
        prepare([item.lead_image for item in page.object_list], "card")
        context.update(
            items=page.object_list,
            page_of_items=page,
            filters=choices,
            is_filtered=is_filtered,
            query_without_page=_query_without_page(choices),
        )
        return context

    def is_known_query(self, request, response):
        """What links and forms of the list lead to: values there are, in the order in which they are offered."""
        if super().is_known_query(request, response):
            return True
        context = getattr(response, "context_data", None) or {}
        if "page_of_items" not in context:
            return False
        known = {choice.name: {"", *(str(value) for value, _label in choice.options)} for choice in context["filters"]}
        known["page"] = {str(context["page_of_items"].number)}
        given = parse_qsl(request.META["QUERY_STRING"], keep_blank_values=True)
        order = [name for name in known if name in dict(given)]
        return [name for name, _value in given] == order and all(value in known[name] for name, value in given)


def _query_without_page(choices):
    query = QueryDict(mutable=True)
    for choice in choices:
        if choice.value:
            query[choice.name] = choice.value
    return query.urlencode()
