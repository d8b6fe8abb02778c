"""ParametresUtilisateur: who has logged in, and what they may open."""

from base64 import b64encode

from tests.school.model.mail import MailRights, PersonKind
from tests.school.model.people import Account, Pupil, Role
from tests.school.model.types import Period, SchoolClass
from tests.school.spaces import SPACES, open_tabs, tree_of, wire_tree
from tests.school.wire import values
from tests.school.wire.session import Answer, Stage
from tests.school.wire.values import Json

from .registry import Visit, served_tabs, step
from .start import LOGO

PERIOD_TABS = (12, 13, 19, 100, 198, 201)
LAST_GRADES = 198
MAX_UPLOAD = 4_194_304


@step("ParametresUtilisateur", Stage.OPEN)
def user(visit: Visit) -> Answer:
    account = visit.account
    tree = tree_of(account.role)
    data: Json = {
        "ressource": _user(visit, account),
        "listeOnglets": wire_tree(tree, served_tabs() - account.missing_tabs),
        "listeOngletsInvisibles": sorted(_closed_tabs(visit)),
        "listeOngletsNotification": [],
        "autorisations": _rights(visit),
        "autorisationsSession": {"fonctionnalites": {"attestationEtendue": True}},
        "autorisationKiosque": False,
        "autorisationCloud": False,
        "parametresUtilisateur": {
            "version": 1,
            "EDT": {"afficherCoursAnnules": True, "axeInverseEDT": False, "nbJours": 5},
            "theme": {"theme": 0},
        },
        "listeInformationsEtablissements": values.element([_school(visit)]),
    }
    if account.role in (Role.SCHOOL_LIFE, Role.TEACHER):
        classes = visit.school.world.classes
        data["listeClasses"] = values.element(
            [
                {
                    **_class(visit, one),
                    "G": 1,
                    "estResponsable": False,
                    "niveau": values.element({"L": one.level}),
                }
                for one in classes
            ]
        )
    return Answer(data)


def _closed_tabs(visit: Visit) -> frozenset[int]:
    return visit.account.closed_tabs | frozenset(visit.school.faults.closed_tabs)


def _user(visit: Visit, account: Account) -> Json:
    if account.role is Role.PUPIL:
        return _pupil(visit, account.pupils[0])
    user: Json = {
        "L": account.name,
        "N": visit.id("user", account.key),
        "G": SPACES[account.role].user_kind,
        "P": 100,
        "avecPhoto": False,
        "Etablissement": values.element(_named_school(visit)),
    }
    if account.role is Role.PARENT:
        user["listeRessources"] = [_pupil(visit, pupil) for pupil in account.pupils]
    return user


def _named_school(visit: Visit) -> Json:
    return visit.named("school", "school", visit.school.world.name)


def _class(visit: Visit, school_class: SchoolClass) -> Json:
    return visit.named("class", school_class.uid, school_class.name)


def _pupil(visit: Visit, pupil: Pupil) -> Json:
    school_class = _class(visit, pupil.school_class)
    recent = visit.session.version.flags_switch_on
    resource: Json = {
        "L": pupil.name,
        "N": visit.id("pupil", pupil.uid),
        "G": 4,
        "P": 100,
        "Etablissement": values.element(_named_school(visit)),
        "classeDEleve": school_class if recent else values.element(school_class),
        "listeClassesHistoriques": values.element(
            [{**school_class, "AvecNote": True, "AvecFiliere": False}]
        ),
        "listeGroupes": values.element(
            [visit.named("group", group, group) for group in sorted(pupil.groups)]
        ),
        "estDelegue": pupil.delegate,
        "estMembreCA": False,
        "avecPhoto": bool(pupil.photo),
        "listeOngletsPourPeriodes": values.element(_periods_by_tab(visit)),
        "listeOngletsPourPiliers": values.element([]),
    }
    if pupil.delegate:
        resource["listeClassesDelegue"] = values.element([school_class])
    if pupil.photo and pupil.photo_in_page:
        resource["photoBase64"] = b64encode(pupil.photo).decode()
    return resource


def _periods_by_tab(visit: Visit) -> list[Json]:
    """The periods of each tab; the grades also know the whole year, without id."""
    world = visit.school.world
    current = world.period_of(visit.school.clock().date())
    tabs = open_tabs(visit.account, visit.school.faults.closed_tabs)
    listed = []
    for tab in PERIOD_TABS:
        if tab not in tabs & served_tabs():
            continue
        periods = [_period(visit, period) for period in world.periods]
        if tab == LAST_GRADES:
            whole = {"L": "Année continue", "N": "0", "G": 2, "GenreNotation": 3}
            periods.append(whole)
        default = visit.named("period", current.uid, current.name)
        listed.append(
            {
                "G": tab,
                "listePeriodes": values.element(periods),
                "periodeParDefaut": values.element(default),
            }
        )
    return listed


def _period(visit: Visit, period: Period) -> Json:
    named = visit.named("period", period.uid, period.name)
    return {**named, "G": 2, "A": True, "GenreNotation": 1}


def _school(visit: Visit) -> Json:
    return {
        **_named_school(visit),
        "Coordonnees": {
            "Adresse1": "1 place des Quatre-Vents",
            "CodePostal": "00000",
            "LibelleVille": "VILLENEUVE-LES-VENTS",
            "Pays": "FRANCE",
            "SiteInternet": "https://quatre-vents.exemple.fr",
        },
        "urlLogo": values.raw(LOGO),
        "avecInformations": True,
    }


def _rights(visit: Visit) -> Json:
    return {
        **mail_rights(visit.account.mail),
        "tailleMaxDocJointEtablissement": MAX_UPLOAD,
        "tailleMaxRenduTafEleve": MAX_UPLOAD,
        "cours": {
            "domaineConsultationEDT": values.domain(timetable_weeks(visit)),
            "masquerPartiesDeClasse": True,
        },
        "compte": {
            "avecSaisieMotDePasse": True,
            "avecInformationsPersonnelles": True,
        },
        "autoriserImpression": True,
    }


def mail_rights(mail: MailRights) -> Json:
    return {
        "AvecDiscussion": mail.open,
        "AvecDiscussionAvancee": mail.rich,
        "AvecDiscussionPersonnels": PersonKind.STAFF in mail.kinds,
        "AvecDiscussionProfesseurs": PersonKind.TEACHER in mail.kinds,
        "AvecDiscussionParents": PersonKind.PARENT in mail.kinds,
        "AvecDiscussionEleves": PersonKind.PUPIL in mail.kinds,
        "discussionInterdit": not mail.may_start,
    }


def timetable_weeks(visit: Visit) -> range:
    """The weeks of the timetable which the account may look at."""
    year = visit.school.world.year
    last = year.last_week
    ahead = [
        pupil.weeks_ahead
        for pupil in visit.account.pupils
        if pupil.weeks_ahead is not None
    ]
    if ahead:
        today = visit.school.clock().date()
        last = min(last, year.week(year.clamp(today)) + min(ahead))
    return range(1, last + 1)
