"""News of each kind, published around a day."""

from datetime import date, datetime, timedelta

from .calendar import SchoolYear
from .homework import link, picture, worksheet
from .news import AnswerKind, Choice, Mode, News, NewsBoard, Question, Reply
from .people import Account, Role
from .types import Attachment

PRINCIPAL = "Mme ROCHEBRUNE E."
SUPERVISION = "Mme PERRONET A."
TEACHER = "M. FAUVELON T."
PARENTS = frozenset({Role.PARENT})
STAFF = frozenset({Role.TEACHER, Role.SCHOOL_LIFE})


class Publisher:
    """Publisher of news with hours relative to one day. Negative days are in the future."""

    def __init__(self, year: SchoolYear, today: date) -> None:
        self.year = year
        self.today = today
        self.items: list[News] = []

    def moment(self, days_ago: int, hour: int) -> datetime:
        day = self.today - timedelta(days=days_ago)
        return datetime(day.year, day.month, day.day, hour, tzinfo=self.year.timezone)

    def publish(
        self,
        name: str,
        title: str,
        author: str,
        *questions: Question,
        ago: int,
        days: int = 60,
        **details: object,
    ) -> None:
        """Publish an item for `days` days, starting `ago` days before the day."""
        first = self.today - timedelta(days=ago)
        self.items.append(
            News(
                uid=f"news-{name}",
                title=title,
                author=author,
                created=self.moment(ago, 8 + len(self.items) % 9),
                first=first,
                last=first + timedelta(days=days),
                questions=questions,
                **details,  # type: ignore[arg-type]
            )
        )


def told(name: str, html: str, *attachments: Attachment) -> Question:
    """Return a text to read."""
    return Question(
        f"question-{name}", AnswerKind.NOTHING, html, attachments=attachments
    )


def acknowledged(name: str, html: str, *attachments: Attachment) -> Question:
    """Return a text to acknowledge."""
    kind = AnswerKind.ACKNOWLEDGEMENT
    return Question(f"question-{name}", kind, html, attachments=attachments)


def chosen(name: str, html: str, *texts: str, most: int = 1) -> Question:
    """Return a question with choices. A choice ending in `…` accepts free text."""
    kind = AnswerKind.ONE_CHOICE if most == 1 else AnswerKind.SEVERAL_CHOICES
    choices = tuple(
        Choice(f"choice-{name}-{rank}", text, text.endswith("…"))
        for rank, text in enumerate(texts, 1)
    )
    limit = None if most == 1 else most
    return Question(f"question-{name}", kind, html, choices=choices, most=limit)


def written(name: str, html: str, length: int) -> Question:
    """Return a question answered with a free text of limited length."""
    return Question(f"question-{name}", AnswerKind.TEXT, html, length=length)


def build_news(year: SchoolYear, today: date, accounts: list[Account]) -> NewsBoard:
    """Return the news of the school. Old news is read, and pupils acknowledged the rules."""
    press = Publisher(year, today)
    _information(press)
    _surveys(press)
    _of_some(press)
    board = NewsBoard(press.items)
    for account in accounts:
        for copy in board.received(account, today):
            copy.read = copy.news.first <= today - timedelta(days=10)
            if copy.news.uid == "news-rules" and account.role is Role.PUPIL:
                copy.answer({"question-rules": Reply(press.moment(9, 18))}, today)
    return board


def _information(press: Publisher) -> None:
    press.publish(
        "meeting",
        "Réunion parents-professeurs",
        PRINCIPAL,
        acknowledged(
            "meeting",
            "<div>La réunion aura lieu <strong>jeudi à 17h30</strong>&nbsp;:</div>"
            "<ul><li>accueil dans le hall&nbsp;;</li><li>rencontres de dix minutes."
            "</li></ul><p>&Agrave; bient&ocirc;t&nbsp;!</p>",
            worksheet("file-news-meeting", "Plan des salles"),
            link("link-news-meeting", "Plan d'accès", "https://plan.exemple.fr/4v"),
        ),
        ago=2,
    )
    press.publish(
        "canteen",
        "Semaine du goût au restaurant scolaire",
        SUPERVISION,
        told(
            "canteen",
            '<p style="color:#27AE60">Des produits locaux chaque jour.</p>',
            picture("file-news-canteen", "affiche été.png"),
        ),
        ago=5,
        nature="Restauration",
        public=True,
    )
    press.publish(
        "rules",
        "Règlement intérieur",
        PRINCIPAL,
        acknowledged("rules", "<div>Merci d'en prendre connaissance.</div>"),
        told("rules-more", "<div>Il s'applique dès la rentrée.</div>"),
        ago=min(40, (press.today - press.year.first_day).days),
        days=300,
        nature="Administratif",
    )


def _surveys(press: Publisher) -> None:
    press.publish(
        "picnic",
        "Choix du pique-nique",
        SUPERVISION,
        chosen(
            "picnic", "<div>Quel repas&nbsp;?</div>", "Avec viande", "Végétarien", "…"
        ),
        ago=1,
        survey=True,
        each_child=True,
        nature="Restauration",
    )
    press.publish(
        "clubs",
        "Les clubs du midi",
        "M. SAINTYVES O.",
        chosen(
            "clubs",
            "<div>Deux clubs au plus.</div>",
            "Théâtre",
            "Échecs",
            "Jardin",
            "Robotique",
            most=2,
        ),
        written("clubs-why", "<div>Une idée&nbsp;?</div>", 40),
        ago=3,
        survey=True,
    )
    press.publish(
        "climate",
        "Comment vous sentez-vous au collège ?",
        "Mme BEAUREPAIRE L.",
        chosen("climate", "<div>Réponse anonyme.</div>", "Bien", "Moyennement", "Mal"),
        ago=6,
        survey=True,
        anonymous=True,
        nature="Santé",
    )
    press.publish(
        "trip",
        "Sortie au musée : avis des familles",
        SUPERVISION,
        chosen("trip", "<div>Êtes-vous d'accord&nbsp;?</div>", "Oui", "Non"),
        ago=20,
        days=10,
        survey=True,
        kept=True,
        roles=PARENTS,
    )


def _of_some(press: Publisher) -> None:
    """Publish news for a few readers, and news written by some accounts."""
    press.publish(
        "glasses",
        "Visite médicale de Lina",
        "Mme BEAUREPAIRE L.",
        told("glasses", "<div>Mardi à 10h10, à l'infirmerie.</div>"),
        ago=4,
        nature="Santé",
        roles=PARENTS,
        pupils=frozenset({"pupil-lina"}),
        by_child=True,
    )
    press.publish(
        "staff",
        "Conseil pédagogique",
        PRINCIPAL,
        acknowledged("staff", "<div>Salle des actes, 18h.</div>"),
        ago=3,
        roles=STAFF,
    )
    press.publish(
        "contest",
        "Concours de mathématiques",
        TEACHER,
        told("contest", "<div>Inscriptions ouvertes.</div>"),
        ago=8,
        roles=frozenset({Role.PUPIL}),
        sender="teacher",
    )
    press.publish(
        "cakes",
        "Vente de gâteaux de la 2GT3",
        "VERSELIN Hugo",
        told("cakes", "<div>Vendredi à la récréation.</div>"),
        ago=7,
        roles=frozenset({Role.PUPIL}),
        sender="pupil_2nde",
    )
    for name, mode in (("brouillon", Mode.DRAFT), ("modèle", Mode.TEMPLATE)):
        press.publish(
            f"party-{mode.name.lower()}",
            f"Fête de fin de trimestre ({name})",
            "VERSELIN Hugo",
            chosen(f"party-{name}", "<div>Quel jour&nbsp;?</div>", "Jeudi", "Vendredi"),
            ago=1,
            survey=True,
            sender="pupil_2nde",
            mode=mode,
        )
