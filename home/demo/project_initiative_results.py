"""What project A made: its survey, and the package of proposals that came of it."""

from home.demo.entries import Ref, page, picture, table, text
from projects.models import ProposalPackagePage, SurveyPage
from projects.models.proposals import ProposalStatus
from projects.models.survey import FormStage

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
    limitations="Cavab verənlərin sayı və cavablar hələ bu saytda yoxdur. Bu səhifədəki sual, onun cavabları və rəqəmlər "
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
                "text": "Nümunə sual: ötən dərs ilində məktəbin tədbirlərində neçə dəfə iştirak etmisiniz?",
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
            "Sorğu blankları 9 sentyabr 2022-ci ildə <a page='questionnaires'>dəyirmi masada</a> "
            "müzakirə edilib. Sorğunun nəticələri 29 noyabrda <a page='results'>ikinci dəyirmi masada</a> təqdim olunub.",
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
            "Paketin mətni hələ bu saytda yoxdur. Bu səhifədəki təkliflər və onların vəziyyəti <b>nümunədir</b>: "
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

PAGES = [SURVEY, PACKAGE]
