"""Project A: the initiative on the socialization of management in education."""

from datetime import date

from home.demo.entries import Ref, bullets, fact_box, heading, page, text
from projects.models import ProjectPage
from projects.models.project import Goal, Sector
from projects.models.results import Channel, ResultLevel
from projects.models.rows import PartnerRole
from projects.models.status import ActivityState

PARTNERS = [
    {"organisation": Ref("umid"), "role": PartnerRole.IMPLEMENTER},
    {"organisation": Ref("state-agency"), "role": PartnerRole.FUNDER, "note": "Maliyyə dəstəyi"},
    {"organisation": Ref("baku-education"), "role": PartnerRole.TECHNICAL},
    {"organisation": Ref("institute"), "role": PartnerRole.METHODOLOGICAL},
    {"organisation": Ref("baku-education"), "role": PartnerRole.METHODOLOGICAL},
]

OBJECTIVES = [
    {
        "number": 1,
        "title": "Hədəf icmalarda mövcud vəziyyəti öyrənmək",
        "text": "Valideyn-müəllim, məktəb-valideyn, sahibkar-icma və digər münasibətlərin indiki vəziyyəti "
        "araşdırılır.",
    },
    {
        "number": 2,
        "title": "Nəticələri təhlil və müzakirə etmək",
        "text": "Nəticələr icma üzvləri, məktəb əməkdaşları, təhsil ekspertləri və QHT-lərlə birlikdə müzakirə olunur.",
    },
]

ACTIVITIES = [
    {
        "objective_number": 1,
        "title": "Məqsəd, vəzifələr və gözlənilən nəticələr haqqında bir səhifəlik məlumatın hazırlanması və yayılması",
        "state": ActivityState.DONE,
    },
    {
        "objective_number": 1,
        "title": "Hədəf məktəblərin direktorları ilə görüşlər",
        "state": ActivityState.PLANNED,
    },
    {
        "objective_number": 1,
        "title": "Ən azı iki sorğu blankının hazırlanması və müzakirəsi",
        "starts_on": date(2022, 9, 9),
        "ends_on": date(2022, 9, 9),
        "state": ActivityState.DONE,
    },
    {"objective_number": 1, "title": "Sorğunun keçirilməsi", "state": ActivityState.DONE},
    {"objective_number": 2, "title": "Sorğunun nəticələrinin təhlili", "state": ActivityState.DONE},
    {
        "objective_number": 2,
        "title": "Nəticələrin təqdim olunduğu dəyirmi masa",
        "starts_on": date(2022, 11, 29),
        "ends_on": date(2022, 11, 29),
        "state": ActivityState.DONE,
    },
    {
        "objective_number": 2,
        "title": "Təkliflər paketinin Elm və Təhsil Nazirliyinə təqdim edilməsi",
        "state": ActivityState.PLANNED,
    },
]

INDICATORS = [
    {"objective_number": 1, "label": "Hazırlanan sorğu blankları", "target": 2, "note": "Ən azı iki blank"},
    {"objective_number": 1, "label": "Sorğu blanklarının müzakirəsində iştirak edənlər", "target": 30},
    {
        "objective_number": 1,
        "label": "Sorğuda rəyi soruşulanlar",
        "target": 175,
        "note": "50 müəllim, 10 sahibkar, 10 nüfuzlu şəxs, yerli hakimiyyət orqanlarının 5 üzvü, 100 valideyn",
    },
    {"objective_number": 2, "label": "Nəticələrə həsr olunan dəyirmi masalar", "target": 1, "actual": 1},
    {
        "objective_number": 2,
        "label": "Nəticələrə həsr olunan dəyirmi masanın iştirakçıları",
        "target": 30,
        "note": "O cümlədən ən azı 10 müəllim və direktor, yerli hakimiyyətin 2 nümayəndəsi, 2 təhsil eksperti",
    },
    {
        "objective_number": 2,
        "label": "Nazirliyə təqdim edilən təkliflər paketi",
        "level": ResultLevel.OUTCOME,
        "target": 1,
    },
    {"label": "Layihənin əhatə etdiyi iştirakçılar", "target": 200, "note": "200 nəfərdən çox"},
]

INITIATIVE = page(
    "initiative",
    ProjectPage,
    "projects",
    title="“Təhsildə idarəetmənin ictimailəşdirilməsinə dəstək” təşəbbüsü",
    slug="tehsilde-idareetmenin-ictimailesdirilmesi",
    summary="Hövsan və Türkanda iki məktəbin icma ilə münasibətləri öyrənilir. "
    "Yekunda nazirlik üçün təkliflər paketi hazırlanır.",
    lead_image=Ref("map"),
    lead_image_alt="Abşeron yarımadasının sadələşdirilmiş xəritəsi: iki nöqtə Hövsanı və Türkanı göstərir",
    planned_start=date(2022, 9, 1),
    planned_end=date(2022, 11, 30),
    sector=Sector.EDUCATION_POLICY,
    sdg=Goal.EDUCATION,
    main_idea="Layihə iki suala cavab axtarır. Hədəf məktəblərdə məktəb-icma münasibətləri indi necədir və onları necə "
    "yaxşılaşdırmaq olar? Sahibkarların, nüfuzlu şəxslərin, yerli hakimiyyətin və valideynlərin təhsildə daha fəal "
    "iştirakı üçün nə lazımdır?",
    goal="Məktəb-icma münasibətlərinin yaxşılaşdırılması üçün təkliflər paketi hazırlamaq.",
    expected_change="Elm və Təhsil Nazirliyi təkliflər paketini məktəblərə tövsiyə kimi göndərə bilər. "
    "İcma üzvlərinin məktəb həyatında necə daha fəal iştirak edə biləcəyi aydınlaşır.",
    beneficiaries="Hövsan və Türkanda müəllimlər, məktəb direktorları, valideynlər, sahibkarlar, nüfuzlu şəxslər və "
    "yerli hakimiyyət orqanları. Layihənin fərqləndirici cəhəti aztəminatlı ailələrin iştirakıdır.",
    rows={
        "partners": PARTNERS,
        "places": [{"place": Ref("hovsan")}, {"place": Ref("turkan")}],
        "schools": [{"school": Ref("school-280")}, {"school": Ref("school-262")}],
        "themes": [{"theme": Ref("relations")}, {"theme": Ref("parents")}],
        "objectives": OBJECTIVES,
        "activities": ACTIVITIES,
        "indicators": INDICATORS,
        "distributions": [{"channel": Channel.SOCIAL}, {"channel": Channel.WEBSITE}],
    },
    body=[
        heading("Layihədə kimlər iştirak edir"),
        text(
            "Məktəb təkcə müəllimin işi deyil. Ona görə də layihə məktəbin ətrafındakı insanların hamısına müraciət "
            "edir:",
            bullets(
                "müəllimlərə və direktorlara",
                "valideynlərə",
                "sahibkarlara",
                "nüfuzlu şəxslərə",
                "yerli hakimiyyət orqanlarına",
            ),
            "Rəyi soruşulanların siyahısı <a page='survey'>sorğu səhifəsindədir</a>, nəticədə yaranan sənəd isə "
            "<a page='package'>təkliflər paketidir</a>.",
        ),
        fact_box(
            "Hədəf məktəblər",
            ("Hövsan, Suraxanı rayonu", "280 nömrəli tam orta məktəb"),
            ("Türkan, Xəzər rayonu", "262 nömrəli tam orta məktəb"),
        ),
    ],
)

PAGES = [INITIATIVE]
