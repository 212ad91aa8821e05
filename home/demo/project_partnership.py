"""Project C: the School Partnership Program of Türkiye, its guide, and a pair of schools that is only a sample."""

from home.demo.dates import WRITTEN_ON
from home.demo.entries import Ref, bullets, fact_box, heading, page, record, text
from news.models import PublicationPage
from news.models.publication import PublicationKind
from projects.models import ProjectPage, SchoolPartnership
from projects.models.project import Goal, Sector
from projects.models.rows import PartnerRole
from projects.models.school import PartnershipState

TOPICS = (
    "akademik uğur",
    "müəllimlər üçün birgə təlimlər",
    "patent, faydalı model, əmtəə nişanı və dizaynın qeydiyyatı",
    "dəstək və hazırlıq kursları",
    "fənn qruplarının tədris metodları",
    "cəmiyyətə xidmət və sosial məsuliyyət layihələri",
)

PARTNERSHIP = page(
    "partnership",
    ProjectPage,
    "projects",
    title="Məktəb Tərəfdaşlığı Proqramı",
    summary="Türkiyənin Milli Təhsil Nazirliyi müxtəlif vilayətlərin liseylərini dörd il müddətinə tərəfdaş edir.",
    lead_image=Ref("bridge"),
    lead_image_alt="Çayın iki sahilində iki məktəb və onları birləşdirən körpü",
    sector=Sector.SECONDARY_EDUCATION,
    sdg=Goal.EDUCATION,
    main_idea="Müxtəlif vilayətlərin məktəbləri bir-birindən öyrənəndə təcrübə də, material da bölüşülür.",
    goal="Müxtəlif vilayətlərin liseylərini dörd illik əməkdaşlıqda cüt-cüt birləşdirmək.",
    beneficiaries="Tərəfdaş məktəblərin direktorları, müəllimləri, şagirdləri və valideynləri.",
    rows={
        "partners": [
            {"organisation": Ref("turkish-ministry"), "role": PartnerRole.IMPLEMENTER},
            {
                "organisation": Ref("turkish-secondary"),
                "role": PartnerRole.PARTNER,
                "note": "Proqramda iştirak edən liseylər bu idarəyə aiddir",
            },
        ],
        "places": [{"place": Ref("turkiye")}],
        "themes": [{"theme": Ref("cooperation")}],
    },
    body=[
        heading("Birgə işin mövzuları"),
        text(
            "Tərəfdaş məktəblər altı mövzuda birlikdə işləyir:",
            bullets(*TOPICS),
            "Məktəblər yazılı, vizual və rəqəmsal materialları bir-biri ilə bölüşür.",
        ),
        fact_box(
            "Proqram qısaca",
            ("Məktəblər", "Anadolu liseyləri, təbiət elmləri liseyləri və sosial elmlər liseyləri"),
            ("Tərəfdaşlıq müddəti", "4 il; sonra tərəfdaşlar dəyişə bilər"),
            ("İştirakçılar", "direktorlar, müəllimlər, şagirdlər və valideynlər"),
        ),
        text(
            "“Nümunə məktəb” cütü yalnız <b>nümunədir</b>: tərəfdaşlığın saytda necə göründüyünü göstərir. "
            "Proqramın <a page='guide'>tətbiq bələdçisi</a> nəşrlər bölməsindədir.",
        ),
    ],
)

SAMPLE_PAIR = record(
    "sample-pair",
    SchoolPartnership,
    project=Ref("partnership"),
    school_a=Ref("sample-a"),
    school_b=Ref("sample-b"),
    topics="Nümunə mövzu: müəllimlər üçün birgə təlimlər\nNümunə mövzu: sosial məsuliyyət layihələri",
    state=PartnershipState.PLANNED,
)

GUIDE = page(
    "guide",
    PublicationPage,
    "publications",
    title="Məktəb Tərəfdaşlığı Proqramının tətbiq bələdçisi",
    summary="Vilayətlərə, rayonlara və məktəblərə göndərilən bələdçi haqqında. Buradakı fayllar nümunədir.",
    lead_image=Ref("books"),
    lead_image_alt="Rəfdə düzülmüş rəngli kitablar, biri açıq",
    kind=PublicationKind.GUIDE,
    date=WRITTEN_ON,
    publisher=Ref("turkish-ministry"),
    project=Ref("partnership"),
    rows={
        "files": [{"document": Ref("guide-az")}, {"document": Ref("guide-en")}, {"document": Ref("guide-tr")}],
    },
    body=[
        text(
            "Bələdçi proqramın məktəblərdə necə tətbiq olunacağını izah edir. O, vilayətlərə, rayonlara və məktəblərə "
            "göndərilib.",
            "Bu səhifədəki fayllar bələdçinin özü deyil. Onlar <b>nümunədir</b> və nəşrin hər dildə necə təqdim "
            "olunduğunu göstərir. Tarix bu səhifənin dərc olunduğu gündür.",
        ),
    ],
)

PAGES = [PARTNERSHIP, GUIDE]
