"""The glossary. Nobody but the composition root may import the translators' workbench: its registry is asked for by name."""

from django.apps import apps

from home.demo.entries import record

GlossaryTerm = apps.get_model("translation", "GlossaryTerm")


def term(key, name, note=""):
    return record(f"term-{key}", GlossaryTerm, name=name, note=note)


TERMS = [
    term("project", "layihə"),
    term("pilot", "pilot layihə"),
    term("objective", "vəzifə"),
    term("target-area", "hədəf ərazisi"),
    term("round-table", "dəyirmi masa"),
    term("survey-form", "sorğu blankı"),
    term("package", "təkliflər paketi"),
    term("one-page", "bir səhifəlik məlumat"),
    term("relations", "məktəb-icma münasibətləri"),
    term("business-owner", "sahibkar"),
    term("influential-person", "nüfuzlu şəxs"),
    term("local-government", "yerli hakimiyyət orqanı"),
    term("funding", "maliyyə dəstəyi"),
    term("public-union", "İctimai Birlik"),
    term("state-agency", "Qeyri-Hökumət Təşkilatlarına Dövlət Dəstəyi Agentliyi"),
    term("ministry", "Elm və Təhsil Nazirliyi"),
    term("development-council", "Məktəb İnkişaf Şurası"),
    term("participant", "iştirakçı"),
    term("school-community", "məktəb icması"),
    term("partner-school", "tərəfdaş məktəb"),
    term("suggestion", "səsləndirilən təklif", note="Dəyirmi masada deyilən."),
    term("proposal", "təklif", note="Təkliflər paketindəki."),
    term("goal", "məqsəd"),
    term("activity", "fəaliyyət"),
    term("indicator", "göstərici"),
    term("partner", "tərəfdaş"),
    term("expected-result", "gözlənilən nəticə"),
]
