"""Both round tables of project A, and one event to come that is only a sample."""

from home.demo.dates import baku
from home.demo.entries import Ref, call_to_action, heading, page, picture, table, text
from news.models import EventPage, RoundTablePage
from news.models.event import EventKind, EventStatus
from news.models.round_table import SpeakerPart, SuggestionsOutcome

QUESTIONNAIRES = page(
    "questionnaires",
    RoundTablePage,
    "events",
    title="Dəyirmi masa: sorğu blanklarının müzakirəsi",
    summary="9 sentyabr 2022-ci ildə məktəb-icma münasibətlərinin mövcud vəziyyəti və icma üzvlərinin "
    "təhsildə iştirakına dair sorğu blankları müzakirə olunub.",
    lead_image=Ref("questionnaire"),
    lead_image_alt="Lövhəyə bərkidilmiş sorğu blankı və qələm",
    starts_at=baku(2022, 9, 9),
    status=EventStatus.HELD,
    place=Ref("baku"),
    project=Ref("initiative"),
    audience="İcma üzvləri, məktəblər, təhsil ekspertləri",
    topic="Məktəb-icma münasibətlərinin mövcud vəziyyəti və icma üzvlərinin təhsildə iştirakına dair sorğu blankları",
    purpose="Sorğu blanklarını müzakirə etmək və onlara yekun şəkil vermək.",
    suggestions_outcome=SuggestionsOutcome.NOT_YET,
    survey=Ref("survey"),
    body=[
        text(
            "Müzakirədən sonra blanklar yekun şəklini alır və <a page='survey'>sorğu</a> başlayır. "
            "Ən azı iki blankın hazırlanması nəzərdə tutulub.",
        ),
    ],
)

RESULTS = page(
    "results",
    RoundTablePage,
    "events",
    title="Dəyirmi masa: sorğunun nəticələri",
    summary="29 noyabr 2022-ci ildə məktəb-icma münasibətlərinin mövcud vəziyyətinə dair sorğunun nəticələri təqdim "
    "edilib.",
    lead_image=Ref("round-table"),
    lead_image_alt="Yuxarıdan görünüş: dəyirmi masanın ətrafında oturmuş insanlar",
    starts_at=baku(2022, 11, 29),
    status=EventStatus.HELD,
    place=Ref("baku"),
    project=Ref("initiative"),
    audience="Məktəb direktorları, təhsil ekspertləri, QHT rəhbərləri, dövlət qurumları",
    topic="Məktəb-icma münasibətlərinin mövcud vəziyyətinə dair sorğunun nəticələri",
    purpose="Nəticələri icma, məktəblər, təhsil ekspertləri və QHT-lərlə müzakirə etmək və təkliflər paketi "
    "üçün zəmin hazırlamaq.",
    suggestions_outcome=SuggestionsOutcome.NOT_YET,
    survey=Ref("survey"),
    package=Ref("package"),
    rows={
        "attendance": [
            {"organisation": Ref("umid")},
            {"organisation": Ref("public-council")},
            {"label": "Bakının bir sıra orta məktəblərinin direktorları"},
            {"organisation": Ref("college")},
            {"label": "Təhsil sahəsində çalışan QHT-lərin rəhbərləri"},
            {"organisation": Ref("institute")},
            {"organisation": Ref("baku-education")},
        ],
        "speakers": [
            {
                "person": Ref("isgandarov"),
                "organisation": Ref("umid"),
                "role": "İcraçı direktor",
                "part": SpeakerPart.OPENED,
            },
            {"person": Ref("safarova"), "organisation": Ref("public-council"), "role": "İctimai Şuranın sədri"},
            {"person": Ref("mirzayev"), "organisation": Ref("press-fund"), "role": "Fondun prezidenti"},
            {"person": Ref("israfilov"), "role": "Təhsil eksperti"},
            {"person": Ref("zeynalova"), "organisation": Ref("clean-world"), "role": "İctimai Birliyin rəhbəri"},
            {"person": Ref("aghazadeh"), "organisation": Ref("children-union"), "role": "Birliyin rəhbəri"},
        ],
    },
    body=[
        heading("Planlaşdırılan iştirakçılar"),
        text(
            "Dəyirmi masa 30 nəfər üçün planlaşdırılmışdı. Sonda təkliflər səsləndirilib, lakin onların siyahısı hələ "
            "yoxdur."
        ),
        table(
            "Dəyirmi masanın planlaşdırılan tərkibi",
            [("text", "Qrup"), ("text", "Say")],
            ("Müəllimlər və direktorlar", "ən azı 10 nəfər"),
            ("Yerli hakimiyyətin nümayəndələri", "2 nəfər"),
            ("Təhsil ekspertləri", "2 nəfər"),
            ("Sahibkarlar, nüfuzlu şəxslər, QHT-lər", "qalan yerlər"),
        ),
        picture(
            "presentation",
            "Ekranda sütunlu diaqram və onu izləyən dinləyicilər",
            "İllüstrasiya: nəticələrin təqdimatı.",
        ),
        call_to_action("Müzakirədən sonrakı addım təkliflər paketidir.", "Təkliflər paketinə baxın", "package"),
    ],
)

SAMPLE = page(
    "sample-event",
    EventPage,
    "events",
    title="Nümunə tədbir: valideynlərlə görüş",
    summary="Bu tədbir nümunədir: qarşıdan gələn tədbirin saytda necə göründüyünü göstərir.",
    lead_image=Ref("community"),
    lead_image_alt="Yan-yana dayanmış rəngarəng insan fiqurları",
    kind=EventKind.MEETING,
    starts_at=baku(2030, 9, 10, 11),
    ends_at=baku(2030, 9, 10, 13),
    place=Ref("baku"),
    venue="Nümunə ünvan",
    audience="Valideynlər və müəllimlər",
    body=[text("Tarix, saat və yer şərtidir. Təşkilat öz tədbirini əlavə edəndə bu səhifə silinə bilər.")],
)

PAGES = [QUESTIONNAIRES, RESULTS, SAMPLE]
