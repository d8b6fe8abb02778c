"""FonctionParametres: the first call, which returns the school's calendar and hours."""

from secrets import token_hex

from tests.school.model.build import SchoolModel
from tests.school.model.calendar import (
    AFTERNOON_HOUR,
    BREAKS,
    LUNCH_HOUR,
    SLOTS,
    SLOTS_PER_HOUR,
    WEDNESDAY,
)
from tests.school.model.skills import KNOWN_LEVELS, Level
from tests.school.model.types import Period
from tests.school.spaces import SPACES
from tests.school.wire import values
from tests.school.wire.crypto import md5
from tests.school.wire.errors import not_understood
from tests.school.wire.session import Stage
from tests.school.wire.values import Json

from .registry import RequestContext, step

ALL_WEEK = range(1, 6)
USER_DEFINED = 6
LOGO = "fichierurlpublique/logo.png?param=4D2A"


@step("FonctionParametres", Stage.NEW)
def parameters(context: RequestContext) -> Json:
    school, session = context.school, context.session
    try:
        raw_iv = school.read_uuid(str(context.required("Uuid")))
    except ValueError as error:
        raise not_understood() from error
    session.iv = md5(raw_iv)
    session.stage = Stage.KEYED
    session.browser = context.data.get("identifiantNav") or token_hex(16).upper()
    space = next(space for space in SPACES.values() if space.page == session.page)
    return {
        "DateServeurHttp": values.moment(school.clock()),
        "identifiantNav": session.browser,
        "Nom": space.name,
        "URLEspace": space.page,
        "URLMobile": space.mobile_page,
        "AvecEspaceMobile": True,
        "avecMembre": space.with_member,
        "pourNouvelleCaledonie": False,
        "General": _general(context),
    }


def _general(context: RequestContext) -> Json:
    school = context.school
    model = school.model
    year = model.year
    version = school.version
    now = school.clock().date()
    slots = len(SLOTS)
    return {
        "version": f"PRONOTE {version.numbers[0]} - {version.text}",
        "versionPN": f"{version.text}.0",
        "millesime": str(version.numbers[0]),
        "langue": "fr",
        "langID": 1036,
        "NomEtablissement": model.name,
        "urlLogo": values.raw(LOGO),
        "NomEtablissementConnexion": model.name,
        "AnneeScolaire": year.name,
        "PremierLundi": values.day(year.first_monday),
        "PremiereDate": values.day(year.first_day),
        "DerniereDate": values.day(year.last_day),
        "dateDebutPremierCycle": values.day(year.first_monday),
        "JourOuvre": values.day(year.next_school_day(now)),
        "JoursOuvres": values.typed(11, values.intervals(ALL_WEEK)),
        "DemiJourneesOuvrees": [
            values.number_set(range(5)),
            values.number_set(day for day in range(5) if day != WEDNESDAY),
        ],
        "premierJourSemaine": 2,
        "numeroPremiereSemaine": year.first_monday.isocalendar().week,
        "joursOuvresParCycle": 5,
        "setOfJoursCycleOuvre": values.number_set(range(5)),
        "grillesEDTEnCycle": 0,
        "PlacesParJour": slots,
        "PlacesParHeure": SLOTS_PER_HOUR,
        "DureeSequence": 1 / 24,
        "PlaceDemiJourneeAbsence": AFTERNOON_HOUR * SLOTS_PER_HOUR,
        "activationDemiPension": True,
        "JoursDemiPension": values.number_set(
            day for day in range(5) if day != WEDNESDAY
        ),
        "debutDemiPension": LUNCH_HOUR * SLOTS_PER_HOUR,
        "finDemiPension": LUNCH_HOUR * SLOTS_PER_HOUR + 1,
        **_hours(),
        "ListePeriodes": [
            *(_period(context, period) for period in model.periods),
            *_special_periods(context),
        ],
        "listeJoursFeries": values.element(
            _holidays(model) if context.school.options.lists_holidays else []
        ),
        "DomainesFrequences": [
            values.domain(year.working_weeks),
            *(
                values.domain(
                    week for week in year.working_weeks if year.fortnight(week) == half
                )
                for half in (1, 2)
            ),
        ],
        "LibellesFrequences": ["", "Q1", "Q2"],
        "BaremeNotation": values.typed(10, "20"),
        "BaremeMaxDevoirs": values.typed(10, "200"),
        "listeAnnotationsAutorisees": values.number_set(range(1, 9)),
        "ListeNiveauxDAcquisitions": values.element(
            [_level(context, level) for level in KNOWN_LEVELS]
        ),
        "genresRenduTAFValable": values.number_set((0, 1, 2, 4)),
        "tailleMaxEnregistrementAudioRenduTAF": 3,
        "nomCookieAppli": "validationAppliMobile",
        "estHebergeEnFrance": True,
    }


def _level(context: RequestContext, level: Level) -> Json:
    """Return a level of skills, for evaluations and for the statement of a cycle."""
    return {
        **context.named("level", f"level-{level.kind}", level.name),
        "G": level.kind,
        "P": level.kind,
        "abbreviation": level.abbreviation,
        "couleur": level.color,
        "positionJauge": level.kind,
        "actifPour": values.number_set(range(3)),
    }


def _hours() -> Json:
    """Return the hours. The list of ends has one entry more than there are slots."""
    starts: list[Json] = []
    ends: list[Json] = []
    for number, slot in enumerate(SLOTS):
        start: Json = {"G": number, "L": f"{slot.start:%Hh%M}"}
        if number % SLOTS_PER_HOUR:
            start["A"] = False
        starts.append(start)
        ends.append({"G": number, "L": f"{slot.end:%Hh%M}"})
    ends.append({"G": len(SLOTS), "L": "18h45"})
    return {
        "ListeHeures": values.element(starts),
        "ListeHeuresFin": values.element(ends),
        "ListeHeuresFinPourVS": values.element(ends),
        "PremiereHeure": values.typed(7, f"30/12/1899 {SLOTS[0].start:%H:%M:%S}"),
        "recreations": values.element(
            [{"L": name, "place": place} for name, place in BREAKS]
        ),
    }


def _period(context: RequestContext, period: Period) -> Json:
    return {
        **context.named("period", period.uid, period.name),
        "G": 1,
        "periodeNotation": period.number - 1,
        "dateDebut": values.day(period.first),
        "dateFin": values.day(period.last),
    }


def _special_periods(context: RequestContext) -> list[Json]:
    """Return the mock exam and the period outside terms of an irregular school."""
    if not context.school.options.irregular:
        return []
    return [
        {**_period(context, period), "periodeNotation": USER_DEFINED}
        for period in context.school.model.special_periods
    ]


def _holidays(model: SchoolModel) -> list[Json]:
    return [
        {
            "L": holiday.name,
            "N": "0",
            "dateDebut": values.day(holiday.first),
            "dateFin": values.day(holiday.last),
        }
        for holiday in model.year.holidays
    ]
