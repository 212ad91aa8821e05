"""Registry records: places, themes, organisations, people. Parents come first."""

from home.demo.entries import Ref, record
from projects.models import Organisation, Person, Place, Theme
from projects.models.directory import OrganisationKind, PlaceKind

PLACES = [
    record("baku", Place, name="Bakı", kind=PlaceKind.CITY),
    record("surakhani", Place, name="Suraxanı", kind=PlaceKind.DISTRICT, parent=Ref("baku")),
    record("hovsan", Place, name="Hövsan", kind=PlaceKind.SETTLEMENT, parent=Ref("surakhani")),
    record("khazar", Place, name="Xəzər", kind=PlaceKind.DISTRICT, parent=Ref("baku")),
    record("turkan", Place, name="Türkan", kind=PlaceKind.SETTLEMENT, parent=Ref("khazar")),
    record("turkiye", Place, name="Türkiyə", kind=PlaceKind.COUNTRY),
]

THEMES = [
    record("relations", Theme, name="Məktəb-icma münasibətləri"),
    record("parents", Theme, name="Valideynlərin iştirakı"),
    record("self-government", Theme, name="Şagird özünüidarəsi"),
    record("cooperation", Theme, name="Məktəblərin əməkdaşlığı"),
]

ORGANISATIONS = [
    record(
        "umid",
        Organisation,
        name="“Ümid” Sosial İnkişafa Dəstək İctimai Birliyi",
        short_name="“Ümid” SİD",
        former_names='"Ümid” SİD\n"Umid" SSD\nSupport to Social Development',
        kind=OrganisationKind.NGO,
        place=Ref("baku"),
        logo=Ref("mark"),
    ),
    record(
        "state-agency",
        Organisation,
        name="Azərbaycan Respublikasının Qeyri-Hökumət Təşkilatlarına Dövlət Dəstəyi Agentliyi",
        kind=OrganisationKind.STATE,
    ),
    record("ministry", Organisation, name="Elm və Təhsil Nazirliyi", kind=OrganisationKind.STATE),
    record(
        "public-council",
        Organisation,
        name="Elm və Təhsil Nazirliyi yanında İctimai Şura",
        kind=OrganisationKind.STATE,
        parent=Ref("ministry"),
    ),
    record(
        "baku-education",
        Organisation,
        name="Bakı Şəhəri üzrə Təhsil İdarəsi",
        kind=OrganisationKind.STATE,
        place=Ref("baku"),
    ),
    record(
        "institute", Organisation, name="Azərbaycan Respublikasının Təhsil İnstitutu", kind=OrganisationKind.ACADEMIC
    ),
    record(
        "college",
        Organisation,
        name="ADPU nəzdində Azərbaycan Dövlət Pedaqoji Kolleci",
        kind=OrganisationKind.ACADEMIC,
    ),
    record(
        "press-fund",
        Organisation,
        name="Beynəlxalq Avrasiya Mətbuat Fondu",
        former_names="International Eurasian Press Foundation",
        kind=OrganisationKind.NGO,
    ),
    record(
        "clean-world", Organisation, name="“Təmiz Dünya” Qadınlara Yardım İctimai Birliyi", kind=OrganisationKind.NGO
    ),
    record("children-union", Organisation, name="Azərbaycan Uşaqlar Birliyi", kind=OrganisationKind.NGO),
    record(
        "school-280",
        Organisation,
        name="280 nömrəli tam orta məktəb",
        kind=OrganisationKind.SCHOOL,
        place=Ref("hovsan"),
    ),
    record(
        "school-262",
        Organisation,
        name="262 nömrəli tam orta məktəb",
        kind=OrganisationKind.SCHOOL,
        place=Ref("turkan"),
    ),
    record(
        "school-60", Organisation, name="60 nömrəli tam orta məktəb", kind=OrganisationKind.SCHOOL, place=Ref("baku")
    ),
    record("education-ministry", Organisation, name="Təhsil Nazirliyi", kind=OrganisationKind.STATE),
    record("allianz", Organisation, name="“Allianz Consult” şirkəti", kind=OrganisationKind.BUSINESS),
    record(
        "turkish-ministry",
        Organisation,
        name="Türkiyənin Milli Təhsil Nazirliyi",
        kind=OrganisationKind.STATE,
        place=Ref("turkiye"),
    ),
    record(
        "turkish-secondary",
        Organisation,
        name="Orta Təhsil Baş İdarəsi",
        kind=OrganisationKind.STATE,
        parent=Ref("turkish-ministry"),
        place=Ref("turkiye"),
    ),
    record("sample-a", Organisation, name="Nümunə məktəb A", kind=OrganisationKind.SCHOOL, place=Ref("turkiye")),
    record("sample-b", Organisation, name="Nümunə məktəb B", kind=OrganisationKind.SCHOOL, place=Ref("turkiye")),
]

PEOPLE = [
    record("isgandarov", Person, name="İsrayıl İsgəndərov", latin_name="Israyil Isgandarov", organisation=Ref("umid")),
    record("safarova", Person, name="Günel Səfərova", latin_name="Gunel Safarova", organisation=Ref("public-council")),
    record("mirzayev", Person, name="Umud Mirzəyev", latin_name="Umud Mirzayev", organisation=Ref("press-fund")),
    record("israfilov", Person, name="Nadir İsrafilov", latin_name="Nadir Israfilov"),
    record(
        "zeynalova",
        Person,
        name="Mehriban Zeynalova",
        latin_name="Mehriban Zeynalova",
        organisation=Ref("clean-world"),
    ),
    record(
        "aghazadeh",
        Person,
        name="Kəmalə Ağazadə",
        latin_name="Kamala Aghazadeh",
        organisation=Ref("children-union"),
    ),
]

RECORDS = [*PLACES, *THEMES, *ORGANISATIONS, *PEOPLE]
