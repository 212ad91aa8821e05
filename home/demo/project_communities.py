"""Project B: school communities, and the one that presented its first results."""

from datetime import date

from home.demo.entries import Ref, bullets, fact_box, heading, page, quote, text
from projects.models import ProjectPage, SchoolCommunityPage
from projects.models.project import Goal, Sector
from projects.models.rows import PartnerRole

MOTTO = "Birlikdə öyrənirik, birlikdə dincəlirik, birlikdə böyüyürük"

COMMUNITIES = page(
    "communities",
    ProjectPage,
    "projects",
    title="Məktəb icmaları",
    summary="54 ümumtəhsil məktəbində şagirdlər, valideynlər və müəllimlər məktəb icmasında birləşir. "
    "Pilot layihə 2015-ci ilin sentyabrında başlayıb.",
    lead_image=Ref("tree"),
    lead_image_alt="Çoxrəngli yarpaqlı ağac və onun altında dayanmış üç insan fiquru",
    planned_start=date(2015, 9, 1),
    sector=Sector.EDUCATION_POLICY,
    sdg=Goal.EDUCATION,
    main_idea="Məktəbin uğuru şagird, valideyn və müəllimin bir yerdə çalışmasından asılıdır. "
    "Məktəb icması onları bir komandaya çevirir.",
    goal="Şagirdləri, valideynləri və müəllimləri məktəb həyatının birgə iştirakçısı etmək.",
    beneficiaries="Pilot məktəblərin şagirdləri, valideynləri və müəllimləri.",
    rows={
        "partners": [
            {
                "organisation": Ref("education-ministry"),
                "role": PartnerRole.IMPLEMENTER,
                "note": "Pilot layihənin sahibi",
            },
            {
                "organisation": Ref("allianz"),
                "role": PartnerRole.CONTRACTOR,
                "note": "İcmaların təşkili, valideynlər və müəllimlər üçün seminarlar",
            },
        ],
        "schools": [{"school": Ref("school-60")}],
        "themes": [{"theme": Ref("self-government")}, {"theme": Ref("parents")}],
        "indicators": [
            {"label": "Layihəyə qoşulan ümumtəhsil məktəbləri", "actual": 54},
            {"label": "Hər məktəbdə layihəyə qoşulan siniflər", "actual": 3},
        ],
    },
    body=[
        heading("İcma necə qurulur"),
        text(
            "Məktəb icmasına <b>sədr</b> başçılıq edir. Onun yanında əsas istiqamətlər üzrə komitələr və sinif "
            "başçıları işləyir.",
            "Valideynlər və müəllimlər üçün seminarlar keçirilib. Hər məktəbdə ilk birgə görüşlərə layihənin "
            "psixoloqu kömək edib.",
        ),
        quote(MOTTO, "Məktəb icmasının şüarı, məzmunca"),
        fact_box(
            "Pilot layihə rəqəmlərlə",
            ("Başlanğıc", "2015-ci ilin sentyabrı"),
            ("Məktəblər", "54 ümumtəhsil məktəbi"),
            ("Siniflər", "hər məktəbdə üç sinif"),
        ),
    ],
)

SCHOOL_60 = page(
    "community-60",
    SchoolCommunityPage,
    "communities",
    title="60 nömrəli məktəbin icması",
    summary="Layihənin təqdimatı 7 dekabrda Bakıdakı 60 nömrəli tam orta məktəbdə keçirilib. "
    "İcması olan məktəblərdə dərsə davamiyyət yaxşılaşıb.",
    lead_image=Ref("school"),
    lead_image_alt="Saatlı qülləsi və iki cərgə pəncərəsi olan məktəb binası",
    school=Ref("school-60"),
    classes=3,
    motto=MOTTO,
    chair="Məktəb icmasının sədri",
    rows={
        "committees": [
            {"area": "Təhsil (nümunə)"},
            {"area": "İstirahət (nümunə)"},
            {"area": "Birgə inkişaf (nümunə)"},
        ]
    },
    body=[
        heading("Üç tərəf, bir icma"),
        text(
            "Məktəb icması üç tərəfi birləşdirir:",
            bullets("şagirdləri", "valideynləri", "müəllimləri"),
            "İcmaya sədr başçılıq edir. Komitələrin adları bu səhifədə nümunə kimi verilib.",
        ),
        text(
            "İcma üzvləri <b>community.az</b> sosial şəbəkəsində əlaqə saxlayır və təcrübələrini bölüşürlər.",
            "Təqdimat haqqında: <a page='first-results'>pilot layihənin ilk nəticələri</a>.",
        ),
    ],
)

PAGES = [COMMUNITIES, SCHOOL_60]
