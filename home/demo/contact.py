"""The contact form. Nobody reads what is sent to a demo, and the page says so."""

from home.demo.entries import fact_box, page, text
from home.models import FormPage
from home.models.form_fields import FieldType


def choices(*words):
    return [("choice", one) for one in words]


QUESTIONS = [
    {"label": "Adınız və soyadınız", "field_type": FieldType.NAME},
    {
        "label": "E-poçt ünvanınız",
        "field_type": FieldType.EMAIL,
        "help_text": "Cavab bu ünvana göndərilir.",
    },
    {
        "label": "Telefon nömrəniz",
        "field_type": FieldType.TEL,
        "required": False,
        "help_text": "Zəng gözləyirsinizsə, yazın.",
    },
    {
        "label": "Siz kimsiniz?",
        "field_type": FieldType.RADIO,
        "required": False,
        "choices": choices(
            "Valideyn", "Müəllim və ya direktor", "Sahibkar", "Yerli hakimiyyət orqanının əməkdaşı", "Başqa biri"
        ),
    },
    {
        "label": "Nə barədə yazırsınız?",
        "field_type": FieldType.CHECKBOXES,
        "help_text": "Bir neçəsini seçə bilərsiniz.",
        "choices": choices("Layihə haqqında sual", "Tədbirdə iştirak", "Təklif və ya irad", "Saytda səhv və ya maneə"),
    },
    {
        "label": "Müraciətinizin mətni",
        "field_type": FieldType.MULTILINE,
        "help_text": "Şagirdlərin şəxsi məlumatlarını yazmayın.",
    },
    {
        "label": "Yazdıqlarımın yalnız mənə cavab vermək üçün istifadə olunmasına razıyam",
        "field_type": FieldType.CONSENT,
    },
]

CONTACT = page(
    "contact",
    FormPage,
    "home",
    title="Əlaqə",
    summary="Sualınız, təklifiniz və ya iradınız var? Bizə Azərbaycan, ingilis və ya türk dilində yazın.",
    thank_you="Təşəkkür edirik, müraciətiniz qeydə alındı.\n\nBu, nümayiş saytı olduğu üçün ona cavab verilməyəcək.",
    rows={"form_fields": QUESTIONS},
    body=[
        text(
            "Məktəbin həyatına qoşulmaq istəyirsinizsə, əvvəlcə <a page='take-part'>kimin nə edə biləcəyini</a> oxuyun.",
        ),
        fact_box("Nümunə", ("Bu forma", "nümayiş üçündür: göndərilənlər oxunmur və onlara cavab verilmir")),
    ],
)

PAGES = [CONTACT]
