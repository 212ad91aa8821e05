"""Whose site it is, the home page, the sections, and the standard pages."""

from home.demo.entries import Ref, bullets, call_to_action, fact_box, heading, page, picture, record, text
from home.models import HomePage, PrivacyPage, SiteIdentity, StandardPage
from news.models import EventIndexPage, NewsIndexPage, PublicationIndexPage
from projects.models import ProjectIndexPage

IDENTITY = record(
    "identity",
    SiteIdentity,
    name="“Ümid” SİD",
    tagline="Məktəb və icma birlikdə",
    organisation=Ref("umid"),
    logo=Ref("mark"),
)

HOME = page(
    "home",
    HomePage,
    "",
    title="Ana səhifə",
    summary="“Ümid” məktəblə icmanı bir masa arxasında görüşdürür: öyrənir, müzakirə edir və "
    "təhsilin yaxşılaşdırılması üçün təkliflər hazırlayır.",
    lead_image=Ref("community"),
    lead_image_alt="Yan-yana dayanmış rəngarəng insan fiqurları",
    body=[
        text(
            "Məktəb ailənin, sahibkarın və yerli hakimiyyətin də işidir. Bu saytda layihələrimiz, görüşlərimiz və "
            "onların nəticələri toplanıb.",
        ),
        call_to_action("Müəllim, valideyn və ya sahibkarsınız?", "Necə iştirak edə biləcəyinizi öyrənin", "take-part"),
    ],
)

SECTIONS = [
    page(
        "projects",
        ProjectIndexPage,
        "home",
        title="Layihələr",
        summary="Hər layihə bir səhifədə: məqsəd, tərəfdaşlar, fəaliyyətlər və nəticələr.",
        show_in_menus=True,
    ),
    page(
        "news",
        NewsIndexPage,
        "home",
        title="Xəbərlər",
        summary="Layihələrin hər addımı: elanlar, görüşlər, nəticələr və təcrübə.",
        show_in_menus=True,
    ),
    page(
        "events",
        EventIndexPage,
        "home",
        title="Tədbirlər",
        summary="Dəyirmi masalar, görüşlər və təqdimatlar: qarşıdan gələnlər və keçirilənlər.",
        show_in_menus=True,
    ),
    page(
        "publications",
        PublicationIndexPage,
        "home",
        title="Nəşrlər",
        summary="Bələdçilər, hesabatlar və bir səhifəlik məlumatlar.",
        show_in_menus=True,
    ),
]

ABOUT = page(
    "about",
    StandardPage,
    "home",
    title="Haqqımızda",
    summary="“Ümid” Sosial İnkişafa Dəstək İctimai Birliyi Bakıda yerləşən qeyri-hökumət təşkilatıdır.",
    lead_image=Ref("round-table"),
    lead_image_alt="Yuxarıdan görünüş: dəyirmi masanın ətrafında oturmuş insanlar",
    show_in_menus=True,
    body=[
        heading("Nə edirik"),
        text(
            "Təhsildə idarəetmənin ictimailəşdirilməsini dəstəkləyirik: çalışırıq ki, məktəblə bağlı qərarlarda onun "
            "ətrafındakı insanların da sözü olsun.",
            "2022-ci ildə Hövsan və Türkanda məktəb-icma münasibətlərini öyrənən "
            "<a page='initiative'>təşəbbüsü</a> həyata keçirmişik.",
        ),
        fact_box(
            "Təşkilat haqqında",
            ("Tam adı", "“Ümid” Sosial İnkişafa Dəstək İctimai Birliyi"),
            ("Qısa adı", "“Ümid” SİD"),
            ("Yerləşdiyi şəhər", "Bakı, Azərbaycan"),
            ("İcraçı direktor", "İsrayıl İsgəndərov"),
        ),
        heading("Bu sayt haqqında"),
        text(
            "Saytda öz layihəmizlə yanaşı, eyni mövzuda iki başqa təşəbbüsdən də bəhs olunur: "
            "<a page='communities'>məktəb icmaları</a> və Türkiyədəki "
            "<a page='partnership'>Məktəb Tərəfdaşlığı Proqramı</a>. Bu təşəbbüslər başqa qurumlara məxsusdur.",
            "Mətnlər azərbaycanca yazılır, ingilis və türk dillərinə tərcümə olunur. Faktlar üç dildə də eynidir.",
            "“Nümunə” sözü ilə işarələnmiş mətnlər və rəqəmlər real deyil. Şəkillər illüstrasiyadır. "
            "Günü məlum olmayan yazılar saytda dərc olunduqları günün tarixini daşıyır.",
        ),
    ],
)

TAKE_PART = page(
    "take-part",
    StandardPage,
    "home",
    title="İştirak edin",
    summary="Müəllim, valideyn, sahibkar, nüfuzlu şəxs və ya yerli hakimiyyət təmsilçisi: məktəb üçün hər kəsin edə "
    "biləcəyi bir iş var.",
    lead_image=Ref("presentation"),
    lead_image_alt="Ekranda sütunlu diaqram və onu izləyən dinləyicilər",
    show_in_menus=True,
    body=[
        heading("Kim nə edə bilər"),
        text(
            bullets(
                "<b>Valideyn</b> sorğuda fikrini bildirir, məktəbin görüşlərinə gəlir.",
                "<b>Müəllim və direktor</b> məktəbin vəziyyətindən danışır, nəticələrin müzakirəsinə qoşulur.",
                "<b>Sahibkar və nüfuzlu şəxs</b> məktəbə necə dəstək verə biləcəyini deyir.",
                "<b>Yerli hakimiyyət orqanı</b> icma ilə məktəb arasında əlaqə qurur.",
            )
        ),
        heading("Harada"),
        text(
            "Fikirlərin səsləndiyi yer <a page='events'>dəyirmi masalar və görüşlərdir</a>. "
            "Səsləndirilən təklif sonradan layihənin təkliflər paketinə düşə bilər.",
            "Aztəminatlı ailələrin iştirakı təşəbbüsümüzün fərqləndirici cəhətidir.",
        ),
        call_to_action("", "Tədbirlərə baxın", "events"),
    ],
)

ACCESSIBILITY = page(
    "accessibility",
    StandardPage,
    "home",
    title="Əlçatanlıq bəyanatı",
    summary="Saytdan hər kəs rahat istifadə edə bilməlidir: ekranı görməyən də, siçansız işləyən də, interneti zəif "
    "olan da.",
    lead_image=Ref("books"),
    lead_image_alt="Rəfdə düzülmüş rəngli kitablar, biri açıq",
    body=[
        heading("Məqsədimiz"),
        text("Məqsədimiz WCAG 2.2 tövsiyələrinin AA səviyyəsidir. Kənar yoxlama hələ aparılmayıb."),
        heading("Nə etmişik"),
        text(
            bullets(
                "Şəkillərin məzmunu sözlə də təsvir olunur.",
                "Səhifələr klaviatura ilə idarə olunur, başlıqlar ardıcıldır.",
                "Hər səhifədə dil seçimi var. Tərcüməsi olmayan səhifədə bu, açıq bildirilir.",
                "Video və xəritə kimi kənar xidmətlər öz-özünə yüklənmir.",
            )
        ),
        heading("Nə çatışmır"),
        text(
            "Sorğu blankları yalnız azərbaycanca PDF fayllarıdır.",
            "Bu nümayiş saytında əlaqə məlumatı yoxdur. Saytı istifadəyə verən təşkilat rast gəlinən maneələr "
            "barədə hara yazmaq lazım olduğunu burada göstərməlidir.",
        ),
        picture(
            "bridge",
            "Çayın iki sahilində iki məktəb və onları birləşdirən körpü",
            "Əlçatanlıq körpü kimidir: ona hər iki sahilin ehtiyacı var.",
        ),
    ],
)

PRIVACY = page(
    "privacy",
    PrivacyPage,
    "home",
    title="Məxfilik",
    summary="Saytı oxumaq heç bir iz qoymur. Bizə yazanda nəyin, nə üçün və nə qədər saxlanıldığı bu səhifədədir.",
    body=[
        heading("Sayta kim cavabdehdir"),
        text(
            "Saytın sahibi “Ümid” Sosial İnkişafa Dəstək İctimai Birliyidir, Bakı, Azərbaycan.",
            "Sizdən yalnız cavab vermək üçün lazım olanı soruşuruq. Şagirdlərin şəxsi məlumatlarını yazmayın: onlar bizə "
            "lazım deyil.",
        ),
        fact_box(
            "Nümunə",
            ("Bu sayt", "nümayiş üçündür: formalarla göndərilənlər oxunmur və onlara cavab verilmir"),
        ),
    ],
)

PAGES = [*SECTIONS, ABOUT, TAKE_PART, ACCESSIBILITY, PRIVACY]
