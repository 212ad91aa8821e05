"""Project A: the initiative on the socialization of management in education, with its survey and its package."""

from datetime import date

from home.demo.entries import Ref, bullets, fact_box, heading, page, picture, table, text
from projects.models import ProjectPage, ProposalPackagePage, SurveyPage
from projects.models.project import Goal, Sector
from projects.models.proposals import ProposalStatus
from projects.models.results import Channel, ResultLevel
from projects.models.rows import PartnerRole
from projects.models.status import ActivityState
from projects.models.survey import FormStage

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
        "text": "Valideyn-müəllim, məktəb-valideyn, sahibkar-icma və digər münasibətlərin indiki vəziyyəti araşdırılır.",
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
    "İcma üzvlərinin məktəb həyatında daha fəal iştirak yolları aydınlaşır.",
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
            "Məktəb təkcə müəllimin işi deyil. Ona görə də layihə məktəbin ətrafındakı insanların hamısına müraciət edir:",
            bullets("müəllimlərə və direktorlara", "valideynlərə", "sahibkarlara", "nüfuzlu şəxslərə", "yerli hakimiyyət orqanlarına"),
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

SURVEY = page(
    "survey",
    SurveyPage,
    "initiative",
    title="Məktəb-icma münasibətləri üzrə sorğu",
    summary="Müəllimlər, valideynlər, sahibkarlar, nüfuzlu şəxslər və yerli hakimiyyət orqanları: "
    "175 nəfərin rəyinin öyrənilməsi planlaşdırılıb.",
    lead_image=Ref("questionnaire"),
    lead_image_alt="Lövhəyə bərkidilmiş sorğu blankı və qələm",
    method="Ən azı iki sorğu blankı hazırlanır. Blanklar 30 nəfərlə müzakirə olunur, sonra yekun şəklini alır. "
    "Respondentlər beş qrupa bölünür.",
    limitations="Cavab verənlərin sayı və cavablar hələ bu saytda yoxdur. Aşağıdakı sual, onun cavabları və rəqəmlər "
    "nümunədir: real sorğunun nəticəsi deyil.",
    rows={
        "groups": [
            {"label": "Müəllimlər", "planned": 50},
            {"label": "Sahibkarlar", "planned": 10},
            {"label": "Nüfuzlu şəxslər", "planned": 10},
            {"label": "Yerli hakimiyyət orqanlarının üzvləri", "planned": 5},
            {"label": "Valideynlər", "planned": 100},
        ],
        "questions": [
            {
                "number": 1,
                "text": "Nümunə sual: ötən tədris ilində məktəbin tədbirlərində neçə dəfə iştirak etmisiniz?",
                "base": 50,
                "options": [
                    ("option", {"label": "Heç iştirak etməmişəm", "count": 12}),
                    ("option", {"label": "Bir və ya iki dəfə", "count": 20}),
                    ("option", {"label": "Üç dəfə və daha çox", "count": 18}),
                ],
            }
        ],
        "forms": [
            {"document": Ref("survey-form-1"), "stage": FormStage.FINAL},
            {"document": Ref("survey-form-2"), "stage": FormStage.DRAFT},
        ],
    },
    body=[
        text(
            "Sorğu blanklarının ilk variantı 9 sentyabr 2022-ci ildə <a page='questionnaires'>dəyirmi masada</a> "
            "müzakirə edilib. Nəticələr 29 noyabrda <a page='results'>ikinci dəyirmi masada</a> təqdim olunub.",
        ),
        picture("community", "Yan-yana dayanmış rəngarəng insan fiqurları", "Sorğu beş qrupun rəyini toplayır."),
    ],
)

PACKAGE = page(
    "package",
    ProposalPackagePage,
    "initiative",
    title="Məktəb-icma münasibətlərinin yaxşılaşdırılması üçün təkliflər paketi",
    slug="teklifler-paketi",
    summary="Layihənin yekun sənədi Elm və Təhsil Nazirliyi üçün nəzərdə tutulub. "
    "Nazirlik onu məktəblərə tövsiyə kimi göndərə bilər.",
    lead_image=Ref("envelope"),
    lead_image_alt="Zərfdən çıxan sənəd: üzərində işarələnmiş sətirlər var",
    addressee=Ref("ministry"),
    rows={
        "proposals": [
            {
                "number": 1,
                "text": "Nümunə təklif: məktəb və icma dərs ilinin əvvəlində birgə tədbirlər planı hazırlasın.",
                "status": ProposalStatus.SUBMITTED,
            },
            {
                "number": 2,
                "text": "Nümunə təklif: aztəminatlı ailələrin məktəb həyatında iştirakı ayrıca nəzərə alınsın.",
                "status": ProposalStatus.CONSIDERED,
                "answer": "Nümunə cavab: təklif öyrənilir.",
            },
        ],
    },
    body=[
        text(
            "Paketin mətni hələ bu saytda yoxdur. Yuxarıdakı təkliflər və onların vəziyyəti <b>nümunədir</b>: "
            "yalnız səhifənin necə işlədiyini göstərir.",
        ),
        table(
            "Təklif necə yaranır",
            [("number", "Addım"), ("text", "Nə baş verir"), ("text", "Kim iştirak edir")],
            (1, "Mövcud vəziyyət öyrənilir", "Müəllimlər, valideynlər, icma üzvləri"),
            (2, "Nəticələr müzakirə olunur", "Məktəblər, təhsil ekspertləri, QHT-lər"),
            (3, "Paket nazirliyə təqdim edilir", "Layihə komandası"),
        ),
    ],
)

PAGES = [INITIATIVE, SURVEY, PACKAGE]
