from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from core.blocks import BodyBlock
from core.fields import StreamField, facts
from core.following import Followed, WithCalendar
from core.images import prepare
from core.models import BasePage
from core.models.rows import give_numbers
from core.validation import refuse_end_before_start
from projects.models import rows
from projects.models.following import calendar_pages, objectives, pages_about
from projects.models.presentation import partnerships, project_context
from projects.models.status import ActivityStatus, status_on, today
from projects.one_page.panels import OnePageMeter
from projects.one_page.routing import OnePage
from projects.open_data.routing import OpenData


class Sector(models.TextChoices):
    """OECD DAC CRS purpose codes that NGOs of our kind use; the values are the codes."""

    EDUCATION_POLICY = "11110", _("Education policy and administrative management")
    TEACHER_TRAINING = "11130", _("Teacher training")
    PRIMARY_EDUCATION = "11220", _("Primary education")
    LIFE_SKILLS = "11231", _("Basic life skills for youth")
    SECONDARY_EDUCATION = "11320", _("Upper secondary education")
    PARTICIPATION = "15150", _("Democratic participation and civil society")
    HUMAN_RIGHTS = "15160", _("Human rights")
    WOMEN = "15170", _("Women's rights organisations and movements")
    SOCIAL_PROTECTION = "16010", _("Social protection")


class Goal(models.IntegerChoices):
    """United Nations Sustainable Development Goals."""

    NO_POVERTY = 1, _("1. No poverty")
    ZERO_HUNGER = 2, _("2. Zero hunger")
    HEALTH = 3, _("3. Good health and well-being")
    EDUCATION = 4, _("4. Quality education")
    GENDER = 5, _("5. Gender equality")
    WATER = 6, _("6. Clean water and sanitation")
    ENERGY = 7, _("7. Affordable and clean energy")
    WORK = 8, _("8. Decent work and economic growth")
    INDUSTRY = 9, _("9. Industry, innovation and infrastructure")
    INEQUALITIES = 10, _("10. Reduced inequalities")
    CITIES = 11, _("11. Sustainable cities and communities")
    CONSUMPTION = 12, _("12. Responsible consumption and production")
    CLIMATE = 13, _("13. Climate action")
    OCEANS = 14, _("14. Life below water")
    LAND = 15, _("15. Life on land")
    PEACE = 16, _("16. Peace, justice and strong institutions")
    PARTNERSHIPS = 17, _("17. Partnerships for the goals")


class Currency(models.TextChoices):
    AZN = "AZN", "AZN"
    EUR = "EUR", "EUR"
    TRY = "TRY", "TRY"
    USD = "USD", "USD"


class ProjectQuerySet(PageQuerySet):
    def for_cards(self):
        """With what a card shows; newest first, projects without a date last."""
        return self.select_related("lead_image").order_by(models.F("planned_start").desc(nulls_last=True), "-pk")

    def in_state(self, code, day=None):
        """Projects whose status, computed or set, is ``code`` (IATI ActivityStatus)."""
        day = day or today()
        start = models.functions.Coalesce("actual_start", "planned_start")
        end = models.functions.Coalesce("actual_end", "planned_end")
        dated = self.annotate(_start=start, _end=end)
        by_dates = {
            ActivityStatus.PIPELINE: models.Q(_start__isnull=True) | models.Q(_start__gt=day),
            ActivityStatus.IMPLEMENTATION: models.Q(_start__lte=day)
            & (models.Q(_end__isnull=True) | models.Q(_end__gte=day)),
            ActivityStatus.CLOSED: models.Q(_start__lte=day, _end__lt=day),
        }
        computed = models.Q(status_override="") & by_dates[code] if code in by_dates else models.Q(pk__in=[])
        return dated.filter(models.Q(status_override=code) | computed)


class ProjectPage(OpenData, OnePage, Followed, WithCalendar, BasePage):
    """A project: its facts once, its prose in every language, and everything that happened in it below or about it."""

    # Facts
    identifier = models.CharField(
        _("identifier"),
        max_length=60,
        blank=True,
        help_text=_("Your own number of the project, for reports and open data."),
    )
    planned_start = models.DateField(_("planned start"), null=True, blank=True)
    planned_end = models.DateField(_("planned end"), null=True, blank=True)
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_end = models.DateField(_("actual end"), null=True, blank=True)
    status_override = models.CharField(
        _("status"),
        max_length=1,
        choices=ActivityStatus,
        blank=True,
        help_text=_("Left empty, it follows from the dates. Set it for a project that was suspended or cancelled."),
    )
    budget = models.DecimalField(_("budget"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.AZN)
    sector = models.CharField(_("sector"), max_length=5, choices=Sector, blank=True)
    sdg = models.PositiveSmallIntegerField(_("Sustainable Development Goal"), choices=Goal, null=True, blank=True)

    # A registry record
    contact = models.ForeignKey(
        "projects.Person",
        verbose_name=_("contact person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    # Prose
    main_idea = models.TextField(
        _("main idea"), blank=True, help_text=_("What problem it starts from, in a few sentences.")
    )
    goal = models.TextField(_("goal"), blank=True, help_text=_("What it wants to reach, in one or two sentences."))
    expected_change = models.TextField(
        _("expected change"), blank=True, help_text=_("What will be different afterwards.")
    )
    beneficiaries = models.TextField(_("who benefits"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *facts("identifier", "planned_start", "planned_end", "actual_start", "actual_end"),
        *facts("status_override", "budget", "currency", "sector", "sdg"),
    ]
    serve_related = (*BasePage.serve_related, "contact__organisation")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("planned_start"), FieldPanel("planned_end")]),
                FieldRowPanel([FieldPanel("actual_start"), FieldPanel("actual_end")]),
                FieldPanel("status_override"),
            ],
            heading=_("When"),
        ),
        InlinePanel("places", heading=_("Where"), label=_("place")),
        InlinePanel("schools", heading=_("Target schools"), label=_("school")),
        InlinePanel("partners", heading=_("With whom"), label=_("partner")),
        MultiFieldPanel(
            [FieldPanel("main_idea"), FieldPanel("goal"), FieldPanel("expected_change"), FieldPanel("beneficiaries")],
            heading=_("Why"),
        ),
        InlinePanel("objectives", heading=_("Objectives"), label=_("objective")),
        InlinePanel("activities", heading=_("Activities"), label=_("activity")),
        InlinePanel("indicators", heading=_("Indicators"), label=_("indicator")),
        FieldPanel("body"),
        InlinePanel("themes", heading=_("Themes"), label=_("theme")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("identifier"), FieldPanel("contact")]),
                FieldRowPanel([FieldPanel("budget"), FieldPanel("currency")]),
                FieldRowPanel([FieldPanel("sector"), FieldPanel("sdg")]),
            ],
            heading=_("For reports and open data"),
        ),
        OnePageMeter(heading=_("One-page summary")),
        InlinePanel("distributions", heading=_("Where the one-page summary went"), label=_("distribution")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("goal"),
        index.SearchField("main_idea"),
        index.FilterField("planned_start"),
    ]
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = ["projects.SurveyPage", "projects.ProposalPackagePage", "projects.SchoolCommunityPage"]
    template = "pages/project_page.html"
    entry_template = "feeds/project.html"

    objects = PageManager.from_queryset(ProjectQuerySet)()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self):
        super().clean()
        refuse_end_before_start(self, "planned_start", "planned_end", _("A project can't end before it starts."))
        refuse_end_before_start(self, "actual_start", "actual_end", _("A project can't end before it starts."))
        if self.budget is not None and self.budget < 0:
            raise ValidationError({"budget": _("A budget can't be less than zero.")})

    def save(self, *args, **kwargs):
        give_numbers(self.objectives.all())
        super().save(*args, **kwargs)

    @property
    def starts_on(self):
        return self.actual_start or self.planned_start

    @property
    def ends_on(self):
        return self.actual_end or self.planned_end

    @property
    def status(self):
        return ActivityStatus(self.status_override or status_on(today(), self.starts_on, self.ends_on))

    @cached_property
    def partner_rows(self):
        return list(self.partners.select_related("organisation__logo", "organisation__locale"))

    @property
    def funders(self):
        return [row for row in self.partner_rows if row.role == rows.PartnerRole.FUNDER]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        prepare([row.organisation.logo for row in self.partner_rows], "logo")
        context.update(project_context(self, request))
        return context

    def followed_pages(self):
        return pages_about(self)

    def calendar_pages(self, limit):
        return calendar_pages(self, limit)

    def entry_context(self):
        return {"objectives": objectives(self)}

    search_order = 0

    def search_project(self):
        return self.translation_key

    def search_records(self):
        return list(partnerships(self))

    def folded_parts(self):
        prose = [self.goal, self.main_idea, self.expected_change]
        names = [row.organisation.name for row in self.partners.all()]
        return [*super().folded_parts(), *prose, *names, *[row.place.name for row in self.places.all()]]
