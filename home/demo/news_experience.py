"""What others did: projects B and C. No day is known of it, so it carries the day on which it was written here."""

from home.demo.dates import WRITTEN_ON
from home.demo.entries import Ref, call_to_action, heading, news, picture, quote, text
from home.demo.project_communities import MOTTO
from news.models.news import NewsKind

PAGES = [
    news(
        "first-results",
        title="Məktəb icmaları: pilot layihənin ilk nəticələri",
        summary="İcması olan məktəblərdə dərsə davamiyyət yaxşılaşıb. Nəticələr 60 nömrəli məktəbdə təqdim olunub.",
        lead_image=Ref("tree"),
        lead_image_alt="Çoxrəngli yarpaqlı ağac və onun altında dayanmış üç insan fiquru",
        kind=NewsKind.EXPERIENCE,
        date=WRITTEN_ON,
        project=Ref("communities"),
        body=[
            text(
                "Təqdimat 7 dekabrda Bakıdakı 60 nömrəli tam orta məktəbdə keçirilib. Mənbədə il göstərilmədiyi üçün "
                "bu yazı "
                "tədbir kimi deyil, təcrübə kimi dərc olunur.",
                "İlk nəticə davamiyyətdir: icması olan məktəblərdə şagirdlər dərslərə daha müntəzəm gəlir.",
            ),
            quote(MOTTO, "Məktəb icmasının şüarı, məzmunca"),
            heading("Pilot layihə necə gedib"),
            text(
                "Məktəb icmaları 2015-ci ilin sentyabrında Təhsil Nazirliyinin pilot layihəsi kimi 54 ümumtəhsil "
                "məktəbində, hər birində üç sinifdə fəaliyyətə başlayıb.",
                "İcmaların təşkili və təlimlərin keçirilməsi ilə “Allianz Consult” şirkəti məşğul olub. Seminarlar "
                "həm valideynlər, həm də müəllimlər üçün keçirilib.",
            ),
            picture(
                "presentation",
                "Ekranda sütunlu diaqram və onu izləyən dinləyicilər",
                "İllüstrasiya. Diaqram real rəqəmləri göstərmir.",
            ),
            call_to_action("", "60 nömrəli məktəbin icması ilə tanış olun", "community-60"),
        ],
    ),
    news(
        "network",
        title="community.az: məktəb icmalarının sosial şəbəkəsi",
        summary="Məktəb icmalarının üzvləri community.az şəbəkəsində əlaqə saxlayır və təcrübələrini bölüşürlər.",
        lead_image=Ref("community"),
        lead_image_alt="Yan-yana dayanmış rəngarəng insan fiqurları",
        kind=NewsKind.NEWS,
        date=WRITTEN_ON,
        project=Ref("communities"),
        left_untranslated_in=("tr",),
        body=[
            text(
                "Hər icmanın öz məktəbi var, təcrübə isə ortaqdır. Şəbəkə icma üzvlərinə bir-birindən öyrənmək imkanı "
                "verir.",
                "Şəbəkə <a page='communities'>məktəb icmaları</a> layihəsinin bir hissəsidir.",
            ),
        ],
    ),
    news(
        "partnership-news",
        title="Türkiyədə Məktəb Tərəfdaşlığı Proqramı elan edildi",
        summary="Müxtəlif vilayətlərin liseyləri cüt-cüt tərəfdaş olur və dörd il birlikdə işləyir.",
        lead_image=Ref("bridge"),
        lead_image_alt="Çayın iki sahilində iki məktəb və onları birləşdirən körpü",
        kind=NewsKind.EXPERIENCE,
        date=WRITTEN_ON,
        project=Ref("partnership"),
        body=[
            text(
                "Proqramı Türkiyənin milli təhsil naziri Mahmut Özer elan edib.",
                "Orta Təhsil Baş İdarəsinə aid Anadolu liseyləri, təbiət elmləri liseyləri və sosial elmlər liseyləri "
                "proqramda iştirak edir. "
                "Direktorlar, müəllimlər, şagirdlər və valideynlər birlikdə işləyir.",
                "Altı mövzunun siyahısı <a page='partnership'>proqramın səhifəsindədir</a>.",
            ),
        ],
    ),
    news(
        "guide-news",
        title="Tərəfdaş məktəblər üçün tətbiq bələdçisi göndərildi",
        summary="Məktəb Tərəfdaşlığı Proqramının tətbiq bələdçisi vilayətlərə, rayonlara və məktəblərə göndərilib.",
        lead_image=Ref("books"),
        lead_image_alt="Rəfdə düzülmüş rəngli kitablar, biri açıq",
        kind=NewsKind.NEWS,
        date=WRITTEN_ON,
        project=Ref("partnership"),
        body=[
            text(
                "Tərəfdaş məktəblər yazılı, vizual və rəqəmsal materialları bölüşür. Bələdçi bu birgə işin qaydasını "
                "izah edir.",
                "Saytda bələdçinin özü yox, üç dildə <b>nümunə</b> faylları yerləşdirilib.",
            ),
            call_to_action("", "Nəşrin səhifəsini açın", "guide"),
        ],
    ),
]
