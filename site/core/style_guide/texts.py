"""The words of the samples. Not in the catalogues: they are for developers, and show how long words get."""

from core.languages import source_language
from core.templatetags.shown import current_language

TEXTS = {
    "az": {
        "title": "“Təhsildə idarəetmənin ictimailəşdirilməsinə dəstək” təşəbbüsü",
        "short": "Məktəb icmaları",
        "summary": "Hövsan və Türkanda iki məktəbin icma ilə münasibətləri öyrənilir. Yekunda təkliflər hazırlanır.",
        "paragraphs": "Məktəb təkcə müəllimin işi deyil.\n\nİcma üzvləri görüşür, müzakirə edir, təklif verir.",
        "organisation": "“Nümunə” Sosial İnkişafa Dəstək İctimai Birliyi",
        "person": "Ad Soyad",
        "role": "Təhsil eksperti",
        "place": "Bakı",
        "group": "Sahibkarlar və nüfuzlu şəxslər",
        "question": "Ötən dərs ilində məktəbin tədbirlərində neçə dəfə iştirak etmisiniz?",
        "answers": ["Heç iştirak etməmişəm", "Bir və ya iki dəfə", "Üç dəfə və daha çox"],
        "alphabet": "Əə Ğğ Iı İi Şş Çç Öö Üü Qq Xx Jj · 1 250,5 ₼ € ₺ № 7 · “dırnaq” ‘tək’ – tire — uzun … → ×",
    },
    "en": {
        "title": "Initiative to Support the Socialization of Management in Education",
        "short": "School communities",
        "summary": "How two schools in Hovsan and Turkan live with their communities, and what could be better.",
        "paragraphs": "A school is not the teacher's work alone.\n\nThe community meets, discusses and proposes.",
        "organisation": "“Sample” Social Development Support Public Union",
        "person": "Name Surname",
        "role": "Education expert",
        "place": "Baku",
        "group": "Business owners and influential people",
        "question": "How often did you take part in events of the school last year?",
        "answers": ["Never", "Once or twice", "Three times or more"],
        "alphabet": "The quick brown fox jumps over the lazy dog · 1,250.5 ₼ € ₺ № 7 · “quotes” ‘single’ – en — em … → ×",
    },
    "tr": {
        "title": "“Eğitimde yönetimin toplumsallaştırılmasına destek” girişimi",
        "short": "Okul toplulukları",
        "summary": "Hövsan ve Türkan'da iki okulun toplumla ilişkileri inceleniyor. Sonunda öneriler hazırlanıyor.",
        "paragraphs": "Okul yalnız öğretmenin işi değildir.\n\nTopluluk buluşur, tartışır, öneri getirir.",
        "organisation": "“Örnek” Sosyal Kalkınmaya Destek Kamu Birliği",
        "person": "Ad Soyad",
        "role": "Eğitim uzmanı",
        "place": "Bakü",
        "group": "İşletme sahipleri ve kanaat önderleri",
        "question": "Geçen öğretim yılında okul etkinliklerine kaç kez katıldınız?",
        "answers": ["Hiç katılmadım", "Bir veya iki kez", "Üç kez ve daha çok"],
        "alphabet": "Pijamalı hasta yağız şoföre çabucak güvendi · 1.250,5 ₼ € ₺ № 7 · “tırnak” ‘tek’ – kısa — uzun … → ×",
    },
}


def texts():
    """Those of the active language; a language that has none shows the source's."""
    return TEXTS.get(current_language()) or TEXTS.get(source_language()) or TEXTS["en"]
