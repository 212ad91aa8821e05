"""News on each step of project A."""

from datetime import date

from home.demo.dates import WRITTEN_ON
from home.demo.entries import Ref, bullets, call_to_action, document, fact_box, gallery, heading, news, table, text
from news.models.news import NewsKind

PAGES = [
    news(
        "start",
        title="Təşəbbüs başladı: məktəb və icma bir masa arxasında",
        summary="1 sentyabr 2022-ci ildən üç ay ərzində Hövsan və Türkanda məktəb-icma münasibətləri öyrəniləcək.",
        lead_image=Ref("map"),
        lead_image_alt="Abşeron yarımadasının sadələşdirilmiş xəritəsi: iki nöqtə Hövsanı və Türkanı göstərir",
        kind=NewsKind.ANNOUNCEMENT,
        date=date(2022, 9, 1),
        project=Ref("initiative"),
        body=[
            text(
                "“Ümid” SİD “Təhsildə idarəetmənin ictimailəşdirilməsinə dəstək” təşəbbüsünə başlayır. "
                "Layihə 30 noyabr 2022-ci ildə yekunlaşır.",
                "Layihəyə Qeyri-Hökumət Təşkilatlarına Dövlət Dəstəyi Agentliyi maliyyə dəstəyi göstərir.",
            ),
            heading("Hədəf ərazisi"),
            text(
                bullets(
                    "Hövsan (Suraxanı rayonu): 280 nömrəli tam orta məktəb",
                    "Türkan (Xəzər rayonu): 262 nömrəli tam orta məktəb",
                )
            ),
            call_to_action("Məqsəd, vəzifələr və tərəfdaşlar bir səhifədə.", "Layihənin səhifəsini açın", "initiative"),
        ],
    ),
    news(
        "principals",
        title="İlk addım: hədəf məktəblərin direktorları ilə görüşlər",
        summary="Layihə haqqında bir səhifəlik məlumat yayılır, hədəf məktəblərin direktorları ilə görüşlər "
        "planlaşdırılır.",
        lead_image=Ref("school"),
        lead_image_alt="Saatlı qülləsi və iki cərgə pəncərəsi olan məktəb binası",
        kind=NewsKind.ANNOUNCEMENT,
        date=WRITTEN_ON,
        project=Ref("initiative"),
        body=[
            text(
                "Bir səhifəlik məlumatda üç şey var: layihənin məqsədi, vəzifələri və gözlənilən nəticələri.",
                "Məlumat sosial şəbəkələrdə və saytlarda yerləşdirilir, dövlət qurumlarına göndərilir.",
                "Növbəti addım 280 və 262 nömrəli məktəblərin direktorları ilə görüşlərdir. "
                "Texniki dəstəyi Bakı Şəhəri üzrə Təhsil İdarəsi verir.",
            ),
        ],
    ),
    news(
        "questionnaires-news",
        title="Sorğu blankları dəyirmi masada müzakirə olundu",
        summary="9 sentyabr 2022-ci ildə məktəb-icma münasibətlərinin vəziyyəti və sorğu blankları müzakirə edildi.",
        lead_image=Ref("questionnaire"),
        lead_image_alt="Lövhəyə bərkidilmiş sorğu blankı və qələm",
        kind=NewsKind.NEWS,
        date=date(2022, 9, 9),
        project=Ref("initiative"),
        event=Ref("questionnaires"),
        body=[
            text(
                "<a page='questionnaires'>Dəyirmi masanın</a> mövzusu məktəb-icma münasibətlərinin mövcud vəziyyəti və "
                "icma üzvlərinin təhsildə iştirakına dair sorğu blankları idi.",
                "Blanklar 30 nəfərlə müzakirədən sonra yekun şəklini alır.",
            ),
            document("survey-form-1", "Sorğu blankı 1 (nümunə, azərbaycanca)"),
        ],
    ),
    news(
        "respondents",
        title="Sorğuda kimlərin rəyi soruşulacaq?",
        summary="175 nəfər, beş qrup: müəllimlər, sahibkarlar, nüfuzlu şəxslər, yerli hakimiyyət orqanlarının üzvləri "
        "və valideynlər.",
        lead_image=Ref("community"),
        lead_image_alt="Yan-yana dayanmış rəngarəng insan fiqurları",
        kind=NewsKind.ANNOUNCEMENT,
        date=WRITTEN_ON,
        project=Ref("initiative"),
        left_untranslated_in=("tr",),
        body=[
            text("Ən böyük qrup valideynlərdir: sorğuda 100 valideynin iştirakı planlaşdırılıb."),
            table(
                "Sorğuda iştirakı planlaşdırılan qruplar",
                [("text", "Qrup"), ("number", "Nəfər")],
                ("Müəllimlər", 50),
                ("Sahibkarlar", 10),
                ("Nüfuzlu şəxslər", 10),
                ("Yerli hakimiyyət orqanlarının üzvləri", 5),
                ("Valideynlər", 100),
                ("Cəmi", 175),
            ),
            text("Layihənin fərqləndirici cəhəti odur ki, onda aztəminatlı ailələr də iştirak edir."),
        ],
    ),
    news(
        "results-news",
        title="Sorğunun nəticələri təqdim edildi",
        summary="29 noyabr 2022-ci ildə keçirilən dəyirmi masada sorğunun nəticələri təqdim olundu, sonda təkliflər "
        "səsləndirildi.",
        lead_image=Ref("round-table"),
        lead_image_alt="Yuxarıdan görünüş: dəyirmi masanın ətrafında oturmuş insanlar",
        kind=NewsKind.PRESS_RELEASE,
        date=date(2022, 11, 29),
        project=Ref("initiative"),
        event=Ref("results"),
        body=[
            text(
                "Dəyirmi masanı “Ümid” SİD-in icraçı direktoru İsrayıl İsgəndərov açdı. "
                "Mövzu məktəb-icma münasibətlərinin mövcud vəziyyətinə dair sorğunun nəticələri idi.",
            ),
            heading("Kimlər çıxış etdi"),
            text(
                bullets(
                    "Günel Səfərova, Elm və Təhsil Nazirliyi yanında İctimai Şuranın sədri",
                    "Umud Mirzəyev, Beynəlxalq Avrasiya Mətbuat Fondunun prezidenti",
                    "Nadir İsrafilov, təhsil eksperti",
                    "Mehriban Zeynalova, “Təmiz Dünya” Qadınlara Yardım İctimai Birliyinin rəhbəri",
                    "Kəmalə Ağazadə, Azərbaycan Uşaqlar Birliyinin rəhbəri",
                )
            ),
            text(
                "Tədbirdə Bakı məktəblərinin direktorları, Azərbaycan Dövlət Pedaqoji Kollecinin və Təhsil "
                "İnstitutunun "
                "əməkdaşları, QHT rəhbərləri və Bakı Şəhəri üzrə Təhsil İdarəsi iştirak edib.",
                "Tam siyahı <a page='results'>dəyirmi masanın səhifəsindədir</a>.",
            ),
        ],
    ),
    news(
        "handover",
        title="Layihə yekunlaşır, söz təkliflər paketinindir",
        summary="30 noyabr 2022-ci il layihənin son günüdür. Təkliflər paketi Elm və Təhsil Nazirliyi üçün nəzərdə "
        "tutulub.",
        lead_image=Ref("envelope"),
        lead_image_alt="Zərfdən çıxan sənəd: üzərində işarələnmiş sətirlər var",
        kind=NewsKind.NEWS,
        date=date(2022, 11, 30),
        project=Ref("initiative"),
        changed_later=(
            0,
            text(
                "Layihənin yekun sənədi <a page='package'>təkliflər paketidir</a>. O, dəyirmi masadakı müzakirə "
                "nəzərə alınmaqla hazırlanır.",
            ),
        ),
        body=[
            text("Layihənin yekun sənədi <a page='package'>təkliflər paketidir</a>."),
            text(
                "Paket Elm və Təhsil Nazirliyinə təqdim edilmək üçün nəzərdə tutulub. "
                "Nazirlik onu məktəblərə tövsiyə kimi göndərə bilər.",
            ),
            fact_box(
                "Layihənin planı rəqəmlərlə",
                ("Müddət", "1 sentyabr – 30 noyabr 2022"),
                ("Hədəf məktəblər", "280 və 262 nömrəli tam orta məktəblər"),
                ("Sorğu", "175 nəfər"),
                ("Ümumi əhatə", "200 nəfərdən çox"),
            ),
            gallery(
                "İllüstrasiyalar: layihənin üç addımı",
                ("questionnaire", "Lövhəyə bərkidilmiş sorğu blankı və qələm"),
                ("round-table", "Yuxarıdan görünüş: dəyirmi masanın ətrafında oturmuş insanlar"),
                ("envelope", "Zərfdən çıxan sənəd: üzərində işarələnmiş sətirlər var"),
            ),
        ],
    ),
]
