"""ListeRessources and FicheEleve: data of pupils for the staff."""

from tests.school.model.people import Pupil
from tests.school.model.sheets import Guardian, Person, Sheet
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.values import Json

from .registry import RequestContext, page


@page("ListeRessources", 105)
def pupils_of_a_class(context: RequestContext) -> Json:
    ids = context.session.ids
    uid = ids.resolve(values.field(context.required("classe"), "N"), "class")
    ids.resolve(values.field(context.required("periode"), "N"), "period")
    members = [
        pupil for pupil in context.school.model.pupils if pupil.school_class.uid == uid
    ]
    members.sort(key=lambda pupil: pupil.name)
    return {
        "listeRessources": values.element([_pupil(context, one) for one in members])
    }


def _pupil(context: RequestContext, pupil: Pupil) -> Json:
    sheet = _sheet(pupil)
    options = {f"option{rank}": name for rank, name in enumerate(sheet.options, 1)}
    return {
        **context.named("pupil", pupil.uid, pupil.name),
        "G": 4,
        "nom": pupil.last_name,
        "prenoms": pupil.first_name,
        "sexe": sheet.sex,
        "neLe": values.day(sheet.born),
        "entree": values.day(sheet.entered),
        **options,
        "listeProjets": values.element(
            [
                {"typeAmenagement": one.kind, "handicap": one.reason}
                for one in sheet.supports
            ]
        ),
    }


@page("FicheEleve", 105)
def pupil_sheet(context: RequestContext) -> Json:
    uid = context.session.ids.resolve(
        values.field(context.required("Eleve"), "N"), "pupil"
    )
    sheet = _sheet(context.school.model.pupil(uid))
    told: Json = {}
    if context.data.get("AvecEleve"):
        identity = _identity(sheet.person)
        identity |= {
            "dateNaiss": f"{sheet.born:%d/%m/%Y}",
            "villeNaiss": sheet.birthplace,
        }
        wrapped = context.session.version.identities_are_elements
        told["Identite"] = values.element(identity) if wrapped else identity
    if context.data.get("AvecResponsables"):
        told["Responsables"] = values.element(
            [_guardian(guardian) for guardian in sheet.guardians]
        )
    return told


def _sheet(pupil: Pupil) -> Sheet:
    if pupil.sheet is None:
        raise impossible_page()
    return pupil.sheet


def _identity(person: Person) -> Json:
    lines = {f"adresse{rank}": line for rank, line in enumerate(person.address, 1)}
    known = {
        "email": person.email,
        "telPort": person.mobile,
        "telFixe": person.landline,
    }
    return {
        "nom": person.last_name,
        "prenom": person.first_name,
        "prenom2": "",
        "prenom3": "",
        **lines,
        "CP": person.postcode,
        "ville": person.city,
        "pays": person.country,
        **{name: value for name, value in known.items() if value},
    }


def _guardian(guardian: Guardian) -> Json:
    return {
        **_identity(guardian.person),
        "lienParente": guardian.kinship,
        "niveauResponsabilite": guardian.level,
        "autoriseEmail": guardian.accepts_email,
        "autoriseRecupererEnfant": guardian.may_fetch,
        "contactUrgence": guardian.emergency,
    }
