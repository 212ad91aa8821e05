"""Pictures and documents of the demo: file, title, and for documents language and version."""

IMAGES = {
    "mark": ("mark.webp", "“Ümid” SİD: nişan"),
    "round-table": ("round-table.webp", "Dəyirmi masa"),
    "school": ("school.webp", "Məktəb binası"),
    "community": ("community.webp", "İcma"),
    "questionnaire": ("questionnaire.webp", "Sorğu blankı"),
    "map": ("map.webp", "Abşeron"),
    "books": ("books.webp", "Kitablar"),
    "bridge": ("bridge.webp", "Tərəfdaş məktəblər"),
    "envelope": ("envelope.webp", "Təkliflər paketi"),
    "presentation": ("presentation.webp", "Təqdimat"),
    "tree": ("tree.webp", "Birlikdə böyüyürük"),
}

DOCUMENTS = {
    "survey-form-1": ("survey-form-1-az.pdf", "Sorğu blankı 1 (nümunə)", "az", "1"),
    "survey-form-2": ("survey-form-2-az.pdf", "Sorğu blankı 2 (nümunə)", "az", "1"),
    "guide-az": ("guide-az.pdf", "Tətbiq bələdçisi (nümunə)", "az", "1"),
    "guide-en": ("guide-en.pdf", "Implementation guide (sample)", "en", "1"),
    "guide-tr": ("guide-tr.pdf", "Uygulama kılavuzu (örnek)", "tr", "1"),
}
