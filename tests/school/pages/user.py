"""ParametresUtilisateur: logged-in user, with the available tabs and rights."""

from base64 import b64encode
from collections.abc import Iterable

from tests.school.model.conduct import exemption_subjects
from tests.school.model.mail import MailRights, PersonKind
from tests.school.model.people import Account, Pupil, Role
from tests.school.model.school_life import (
    ABSENCE_REASONS,
    ANNOUNCEMENT_DAYS,
    DELAY_REASONS,
    LESSON_EXEMPTION_DAYS,
    SUBJECT_EXEMPTION_DAYS,
    ListedReason,
)
from tests.school.model.types import SchoolClass
from tests.school.spaces import SPACES, open_tabs, tree_of, wire_tree
from tests.school.wire import values
from tests.school.wire.session import Answer, Stage
from tests.school.wire.values import Json

from .counters import discussion_hours
from .parameters import LOGO
from .periods import PERIOD_TABS, periods_of_tab
from .registry import RequestContext, served_tabs, step

MAX_UPLOAD = 4_194_304
ATTACHED = 25
"""Type of a file that comes beside the data."""


@step("ParametresUtilisateur", Stage.OPEN)
def user(context: RequestContext) -> Answer:
    account = context.account
    tree = tree_of(account.role)
    data: Json = {
        "ressource": _user(context, account),
        "listeOnglets": wire_tree(tree, served_tabs() - account.missing_tabs),
        "listeOngletsInvisibles": sorted(_closed_tabs(context)),
        "listeOngletsNotification": [],
        "autorisations": _rights(context),
        "autorisationsSession": {"fonctionnalites": {"attestationEtendue": True}},
        "autorisationKiosque": False,
        "autorisationCloud": False,
        "parametresUtilisateur": {
            "version": 1,
            "EDT": {"afficherCoursAnnules": True, "axeInverseEDT": False, "nbJours": 5},
            "theme": {"theme": 0},
        },
        "listeInformationsEtablissements": values.element([_school(context)]),
    }
    if account.role is Role.PARENT:
        data["listeMotifsAbsences"] = _reasons(context, ABSENCE_REASONS)
        data["listeMotifsRetards"] = _reasons(context, DELAY_REASONS)
    if account.role in (Role.SCHOOL_LIFE, Role.TEACHER):
        classes = context.school.model.classes
        data["listeClasses"] = values.element(
            [
                {
                    **_class(context, one),
                    "G": 1,
                    "estResponsable": False,
                    "niveau": values.element({"L": one.level}),
                }
                for one in classes
            ]
        )
    files: list[str] = []
    if context.session.version.files_beside_data:
        files = _detached_photos(data["ressource"])
    return Answer(data, files=files)


def _detached_photos(owner: Json) -> list[str]:
    """Take the photos out of the user and its children, who name them by their index."""
    files: list[str] = []
    for person in (owner, *owner.get("listeRessources", ())):
        if "photoBase64" in person:
            files.append(person["photoBase64"])
            person["photoBase64"] = values.typed(ATTACHED, len(files) - 1)
    return files


def _reasons(context: RequestContext, reasons: Iterable[ListedReason]) -> Json:
    """Return the reasons that parents may choose for an absence or a delay."""
    rows: list[Json] = []
    for reason in reasons:
        row = context.named("reason", reason.name, reason.name)
        if reason.details_required:
            row["justificationObligatoire"] = True
        rows.append(row)
    return values.element(rows)


def _closed_tabs(context: RequestContext) -> frozenset[int]:
    return context.account.closed_tabs | frozenset(context.school.faults.closed_tabs)


def _user(context: RequestContext, account: Account) -> Json:
    if account.role is Role.PUPIL:
        return _pupil(context, account.pupils[0])
    user: Json = {
        "L": account.name,
        "N": context.id("user", account.key),
        "G": SPACES[account.role].user_kind,
        "P": 100,
        "avecPhoto": False,
        "Etablissement": values.element(_named_school(context)),
    }
    if account.role is Role.PARENT:
        user["nbMaxJoursDeclarationAbsence"] = ANNOUNCEMENT_DAYS
        user["nbMaxJoursDeclarationDispCD"] = LESSON_EXEMPTION_DAYS
        user["nbMaxJoursDeclarationDispLD"] = SUBJECT_EXEMPTION_DAYS
        user["listeRessources"] = [_pupil(context, pupil) for pupil in account.pupils]
    return user


def _named_school(context: RequestContext) -> Json:
    return context.named("school", "school", context.school.model.name)


def _class(context: RequestContext, school_class: SchoolClass) -> Json:
    return context.named("class", school_class.uid, school_class.name)


def _pupil(context: RequestContext, pupil: Pupil) -> Json:
    school_class = _class(context, pupil.school_class)
    resource: Json = {
        "L": pupil.name,
        "N": context.id("pupil", pupil.uid),
        "G": 4,
        "P": 100,
        "Etablissement": values.element(_named_school(context)),
        "classeDEleve": school_class,
        "listeClassesHistoriques": values.element(
            [{**school_class, "AvecNote": True, "AvecFiliere": False}]
        ),
        "listeGroupes": values.element(
            [context.named("group", group, group) for group in sorted(pupil.groups)]
        ),
        "estDelegue": pupil.delegate,
        "estMembreCA": False,
        "avecPhoto": bool(pupil.photo),
        "listeOngletsPourPeriodes": values.element(_periods_by_tab(context)),
        "listeOngletsPourPiliers": values.element([]),
    }
    if context.account.role is Role.PARENT:
        resource["listeMatieresDeclarationDispense"] = values.element(
            [
                context.named("subject", subject.uid, subject.name)
                for subject in exemption_subjects(pupil)
            ]
        )
    if pupil.delegate:
        resource["listeClassesDelegue"] = values.element([school_class])
    if pupil.photo and pupil.photo_in_page:
        resource["photoBase64"] = b64encode(pupil.photo).decode()
    return resource


def _periods_by_tab(context: RequestContext) -> list[Json]:
    """Return the periods of each tab. Grades also have the whole year, without id."""
    tabs = open_tabs(context.account, context.school.faults.closed_tabs)
    return [
        periods_of_tab(context, tab)
        for tab in PERIOD_TABS
        if tab in tabs & served_tabs()
    ]


def _school(context: RequestContext) -> Json:
    return {
        **_named_school(context),
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


def _rights(context: RequestContext) -> Json:
    return {
        **mail_rights(context.account.mail),
        **_discussion_hours(context),
        **_justification_rights(context),
        "AvecDeclarerUneAbsence": (
            context.account.role is Role.PARENT and context.account.may_announce
        ),
        **_signature_right(context),
        "AvecDeclarerDispensePonctuelle": _may_request_exemptions(context),
        "AvecDeclarerDispenseLongue": _may_request_exemptions(context),
        "tailleMaxDocJointEtablissement": MAX_UPLOAD,
        "tailleMaxRenduTafEleve": MAX_UPLOAD,
        "cours": {
            "domaineConsultationEDT": values.domain(timetable_weeks(context)),
            "masquerPartiesDeClasse": True,
        },
        "compte": {
            "avecSaisieMotDePasse": True,
            "avecInformationsPersonnelles": True,
        },
        "autoriserImpression": True,
    }


def _discussion_hours(context: RequestContext) -> Json:
    context.session.told_hours = discussion_hours(context)
    return context.session.told_hours


def _signature_right(context: RequestContext) -> Json:
    """Return the right to sign electronically, which exists since 2025."""
    if not context.session.version.electronic_signatures:
        return {}
    return {"accesSignatureNumerique": context.account.may_sign}


def _may_request_exemptions(context: RequestContext) -> bool:
    account = context.account
    return account.role is Role.PARENT and account.may_request_exemptions


def _justification_rights(context: RequestContext) -> Json:
    """Return the rights to justify absences and delays.

    Before 2026 only the rows of the page contain them.
    """
    if not context.session.version.justification_rights:
        return {}
    allowed = context.account.role is Role.PARENT and context.account.may_justify
    return {"avecJustificationAbsence": allowed, "avecJustificationRetard": allowed}


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


def timetable_weeks(context: RequestContext) -> range:
    """Return the weeks of the timetable that the account may see."""
    year = context.school.model.year
    last = year.last_week
    ahead = [
        pupil.weeks_ahead
        for pupil in context.account.pupils
        if pupil.weeks_ahead is not None
    ]
    if ahead:
        today = context.school.clock().date()
        last = min(last, year.week(year.clamp(today)) + min(ahead))
    return range(1, last + 1)
