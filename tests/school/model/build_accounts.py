"""Fictional families and staff of the school, with their accounts."""

from .files import portrait
from .mail import MailRights, PersonKind
from .people import Account, Duty, Pupil, Role, SecurityMode
from .timetable_grids import FOURTH, SECOND

STAFF = frozenset({PersonKind.TEACHER, PersonKind.STAFF})
EVERYBODY = frozenset(PersonKind)
SKY = (178, 216, 240)
SAND = (240, 220, 180)


def build_pupils() -> tuple[list[Pupil], Pupil]:
    """Return the pupils, and a younger brother who is not enrolled yet."""
    lina = Pupil(
        "pupil-lina",
        "VERSELIN",
        "Lina",
        FOURTH,
        frozenset({"4B-ANG1", "4LAT"}),
        portrait(SKY, (224, 172, 105)),
    )
    hugo = Pupil(
        "pupil-hugo",
        "VERSELIN",
        "Hugo",
        SECOND,
        frozenset({"2GT3-G1"}),
        portrait(SAND, (224, 172, 105)),
        photo_in_page=False,
        delegate=True,
    )
    nolan = Pupil(
        "pupil-nolan",
        "TAVERGNOL",
        "Nolan",
        FOURTH,
        frozenset({"4B-ANG2"}),
        portrait(SKY, (141, 85, 36)),
    )
    maya = Pupil(
        "pupil-maya",
        "OKOLINDE",
        "Maya",
        SECOND,
        frozenset({"2GT3-G2"}),
        evaluations_hidden=True,
    )
    ines = Pupil(
        "pupil-ines",
        "DALBRIGUE",
        "Inès",
        SECOND,
        frozenset({"2GT3-G1"}),
        averages_hidden=True,
        weeks_ahead=1,
    )
    theo = Pupil("pupil-theo", "VERSELIN", "Théo", FOURTH, frozenset({"4B-ANG2"}))
    return [lina, hugo, nolan, maya, ines], theo


def build_accounts(pupils: list[Pupil]) -> list[Account]:
    """Return one account of each kind. Its key names the special case it covers."""
    lina, hugo, nolan, maya, ines = pupils
    return [
        Account(
            "parent",
            Role.PARENT,
            "c.verselin",
            "Quatre-Vents-26!",
            "Mme VERSELIN Claire",
            [lina, hugo],
            app_login="A41C07E2",
            salted=False,
            may_sign=True,
        ),
        Account(
            "pupil",
            Role.PUPIL,
            "l.verselin",
            "Cerf-volant-é12",
            "VERSELIN Lina",
            [lina],
            app_login="B93D15F0",
        ),
        Account(
            "pupil_2nde",
            Role.PUPIL,
            "h.verselin",
            "Boussole-77",
            "VERSELIN Hugo",
            [hugo],
            app_login="C0287A9B",
            salted=False,
            mail=MailRights(rich=True, kinds=STAFF | {PersonKind.PUPIL}),
        ),
        Account(
            "pin",
            Role.PUPIL,
            "n.tavergnol",
            "Girouette-5",
            "TAVERGNOL Nolan",
            [nolan],
            pin="2468",
            security=SecurityMode.PIN,
            app_login="D7716CC4",
            mail=MailRights(may_start=False),
        ),
        Account(
            "named_device",
            Role.PARENT,
            "s.okolinde",
            "Rose.des.vents.3",
            "M. OKOLINDE Sami",
            [maya],
            security=SecurityMode.NAME_THE_DEVICE,
            alias="sami.okolinde@exemple.fr",
            app_login="E5590B1D",
            mail=MailRights(rich=True, kinds=STAFF | {PersonKind.PARENT}),
        ),
        Account(
            "restricted",
            Role.PUPIL,
            "i.dalbrigue",
            "Anemometre-8",
            "DALBRIGUE Inès",
            [ines],
            app_login="F8E4D203",
            mail=MailRights(open=False, may_start=False, kinds=frozenset()),
            may_export=False,
            closed_tabs=frozenset({8, 10, 201}),
            missing_tabs=frozenset({13, 19, 88, 90, 100, 131, 148, 227}),
        ),
        Account(
            "new_password",
            Role.PUPIL,
            "m.okolinde",
            "provisoire1",
            "OKOLINDE Maya",
            [maya],
            duties={Duty.NEW_PASSWORD},
            app_login="09AB34CD",
        ),
        Account(
            "school_life",
            Role.SCHOOL_LIFE,
            "a.perronet",
            "Sirocco-Mistral",
            "Mme PERRONET Alix",
            app_login="1F2E3D4C",
            folds_password=True,
            mail=MailRights(rich=True, kinds=EVERYBODY),
        ),
        Account(
            "teacher",
            Role.TEACHER,
            "t.fauvelon",
            "Tramontane-9",
            "M. FAUVELON Tristan",
            app_login="5B6A7988",
            mail=MailRights(rich=True, kinds=EVERYBODY),
            missing_tabs=frozenset({105}),
        ),
    ]
