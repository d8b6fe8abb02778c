"""Users of the mailboxes, and their messages around a day."""

from datetime import datetime, time, timedelta

from .calendar import SchoolYear
from .files import diagram
from .homework import link, worksheet
from .mail import Draft, Folder, Label, Mailboxes, Person, PersonKind
from .people import Account, Role
from .teams import OTHERS
from .timetable_grids import SUBJECTS, TEACHERS
from .types import Attachment, AttachmentKind

(PRINCIPAL, SUPERVISION, NURSE) = (
    Person(name, f"Mme {name}", PersonKind.STAFF, role, email=email or "")
    for name, role, email in OTHERS
)
OFFICE = Person(
    "ADELGUE F.",
    "Mme ADELGUE F.",
    PersonKind.STAFF,
    "Secrétariat",
    refusal="Mme ADELGUE F. n'accepte pas de recevoir des messages.",
)
STAFF = (PRINCIPAL, SUPERVISION, NURSE, OFFICE)
SILENT_TEACHER = "WINSLADE K."
ACCOUNTS_OF_STAFF = {"teacher": "FAUVELON T.", "school_life": SUPERVISION.uid}


def build_people(accounts: list[Account]) -> list[Person]:
    """Return the teachers, the staff, and the families who have an account."""
    families = [
        person_of_family(account)
        for account in accounts
        if account.role in (Role.PUPIL, Role.PARENT)
    ]
    return [*_teachers(), *STAFF, *families]


def _teachers() -> list[Person]:
    taught: dict[str, dict[str, list[str]]] = {}
    for school_class, subjects in TEACHERS.items():
        for code, name in subjects.items():
            by_class = taught.setdefault(name, {})
            by_class.setdefault(school_class, []).append(SUBJECTS[code].name)
    return [
        Person(
            name,
            name,
            PersonKind.TEACHER,
            classes=frozenset(by_class),
            subjects=tuple(
                sorted({one for several in by_class.values() for one in several})
            ),
            head_of=next(
                (one for one, known in TEACHERS.items() if known["VIE"] == name), ""
            ),
            email=f"{name.split()[0].lower()}@exemple.fr" if len(by_class) > 1 else "",
            refusal="Ce professeur ne reçoit pas de messages."
            if name == SILENT_TEACHER
            else "",
        )
        for name, by_class in sorted(taught.items())
    ]


def person_uid(account: Account) -> str:
    """Return the uid of an account holder in the mailboxes."""
    if account.role is Role.PUPIL:
        return account.pupils[0].uid
    return ACCOUNTS_OF_STAFF.get(account.key, account.key)


def person_of_family(account: Account) -> Person:
    classes = frozenset(pupil.school_class.uid for pupil in account.pupils)
    uid = person_uid(account)
    if account.role is Role.PUPIL:
        return Person(uid, account.name, PersonKind.PUPIL, classes=classes)
    children = ", ".join(
        f"{pupil.name} ({pupil.school_class.name})" for pupil in account.pupils
    )
    name = f"{account.name} - {children}"
    return Person(uid, name, PersonKind.PARENT, classes=classes)


def build_mail(year: SchoolYear, now: datetime, accounts: list[Account]) -> Mailboxes:
    """Return the mailboxes. Messages older than two days are read."""
    mailboxes = Mailboxes(build_people(accounts))
    Correspondence(mailboxes, year, now).write()
    for copy in mailboxes.possessions.values():
        if now.date() - copy.letter.moment.date() > timedelta(days=2):
            copy.read = True
    return mailboxes


class Correspondence:
    """Builder of the discussions between the families and the school."""

    def __init__(self, mailboxes: Mailboxes, year: SchoolYear, now: datetime) -> None:
        self.mailboxes = mailboxes
        self.year = year
        self.now = now
        self.parent = mailboxes.person("parent")
        self.lina = mailboxes.person("pupil-lina")
        self.hugo = mailboxes.person("pupil-hugo")
        self.maths = mailboxes.person("FAUVELON T.")
        self.french = mailboxes.person("ABRILLAC M.")

    def at(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """Return a time on a day in the past. A time today is never in the future."""
        day = self.now.date() - timedelta(days=days_ago)
        moment = self.year.moment(day, time(hour, minute))
        return min(moment, self.now - timedelta(minutes=5))

    def write(self) -> None:
        self._of_the_parent()
        self._of_lina()
        self._of_hugo()
        self._of_others()

    def _of_the_parent(self) -> None:
        mailboxes, parent, maths = self.mailboxes, self.parent, self.maths
        meeting = mailboxes.start(
            parent,
            [maths],
            "Demande de rendez-vous",
            "Bonjour,\npuis-je vous rencontrer mardi ?",
            self.at(4, 18, 12),
        )
        first = meeting.letters[0]
        answer = mailboxes.write(
            meeting,
            maths,
            [parent],
            "Bonjour, mardi à 17h10 me convient.",
            self.at(3, 12, 40),
            source=first,
        )
        mailboxes.write(
            meeting,
            parent,
            [maths],
            "Merci, à mardi.",
            self.at(3, 19, 5),
            source=answer,
        )
        outing = mailboxes.start(
            SUPERVISION,
            [parent, mailboxes.person("named_device"), self.french],
            "Sortie au musée : accompagnateurs",
            "<div>Nous cherchons <b>deux parents</b>.</div><ul><li>départ 8h</li></ul>",
            self.at(1, 9, 30),
            html=True,
            attachments=(
                worksheet("file-letter-outing", "Programme de la sortie"),
                link("link-letter-outing", "Le musée", "https://musee.exemple.fr/"),
            ),
        )
        mailboxes.write(
            outing,
            self.french,
            outing.letters[0].people,
            "Je serai du voyage.",
            self.at(0, 7, 45),
            source=outing.letters[0],
        )
        outing.nameless, outing.label = True, Label.BLUE
        notice = mailboxes.start(
            PRINCIPAL,
            [parent],
            "Alerte météo",
            "Les transports scolaires sont suspendus demain.",
            self.at(6, 16),
        )
        notice.single = notice.nameless = notice.participants_hidden = True
        book = mailboxes.start(
            SUPERVISION,
            [parent],
            "Carnet de liaison : justificatif",
            "Merci de rapporter le justificatif signé.",
            self.at(9, 8, 5),
        )
        book.label, book.participants_hidden = Label.LIAISON_BOOK, True
        self._archived(parent)

    def _archived(self, owner: Person) -> None:
        old = self.mailboxes.start(
            NURSE, [owner], "Carnet de vaccination", "Reçu, merci.", self.at(30, 11)
        )
        old.closed = True
        self._keep(owner, "Carnet de vaccination", Folder.ARCHIVE)

    def _keep(self, owner: Person, subject: str, folder: Folder) -> None:
        for copy in self.mailboxes.owned(owner, self.mailboxes.find(subject)):
            copy.folder = folder

    def _of_lina(self) -> None:
        mailboxes, lina = self.mailboxes, self.lina
        recitation = mailboxes.start(
            self.french,
            [lina],
            "Récitation",
            "Lina, pense à apprendre les deux strophes.",
            self.at(2, 15),
        )
        mailboxes.write(
            recitation,
            lina,
            [self.french],
            "Oui Madame, c'est fait !",
            self.at(1, 17, 20),
            source=recitation.letters[0],
        )
        mailboxes.write(
            recitation,
            self.french,
            [lina],
            "Très bien.\nÀ demain.",
            self.at(0, 8, 10),
            source=recitation.letters[1],
        )
        club = mailboxes.start(
            SUPERVISION,
            [lina, self.hugo, self.maths],
            "Club robotique",
            "La première séance est jeudi.",
            self.at(1, 12),
            attachments=(self._poster("lina"),),
        )
        club.nameless = True
        mailboxes.start(
            lina, [NURSE], "Dispense de sport", "Voici ma question.", self.at(12, 10)
        )
        mailboxes.find("Dispense de sport").closed = True
        mailboxes.start(
            PRINCIPAL, [lina], "Casiers", "À vider vendredi.", self.at(15, 9)
        )
        self._keep(lina, "Casiers", Folder.BIN)
        mailboxes.drafts.append(
            Draft(
                mailboxes.new_uid("draft"),
                lina,
                self.at(0, 7, 30),
                "Exposé",
                "Bonjour, est-ce que",
                html=False,
                to=(self.maths,),
            )
        )

    def _poster(self, name: str) -> Attachment:
        return Attachment(
            f"file-letter-{name}",
            "affiche du club.png",
            AttachmentKind.FILE,
            content=diagram((220, 120, 40)),
            mime="image/png",
        )

    def _of_hugo(self) -> None:
        mailboxes, hugo = self.mailboxes, self.hugo
        lesson = mailboxes.person("HOCHARD N.")
        council = mailboxes.start(
            lesson,
            [hugo],
            "Préparation du conseil de classe",
            "<p>Merci de recueillir les avis de la classe&nbsp;:</p><ol><li>rythme</li>"
            "<li>ambiance</li></ol>",
            self.at(2, 10, 30),
            html=True,
        )
        mailboxes.drafts.append(
            Draft(
                mailboxes.new_uid("draft"),
                hugo,
                self.at(1, 20),
                "",
                "<div>J'ai commencé la liste.</div>",
                html=True,
                answers=council.letters[0],
            )
        )

    def _of_others(self) -> None:
        """Add discussions among the staff, which no family can see."""
        self.mailboxes.start(
            SUPERVISION,
            [self.maths, self.french],
            "Surveillance du midi",
            "Qui peut remplacer lundi ?",
            self.at(1, 13),
        )
