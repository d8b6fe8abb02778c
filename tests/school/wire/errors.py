"""Errors returned by PRONOTE, with their numbers and titles."""

TITLES = {
    3: "Accès refusé",
    5: "La session a expiré",
    8: "La page a expiré ! (1)",
    10: "La session a expiré pour inactivité",
    11: "La page a expiré ! (4)",
    13: "La page a expiré ! (6)",
    20: "La page a expiré ! (11)",
    21: "Impossible d'afficher la page",
    22: "La page demandée n'est plus disponible",
    25: "Vous avez dépassé le nombre maximal d'autorisations",
}
KEEP_SESSION = frozenset({3, 21, 22, 25})


class RefusedError(Exception):
    """PRONOTE error (`Erreur`). Most of them end the session."""

    def __init__(self, number: int, title: str = "", message: str = "") -> None:
        self.number = number
        self.title = title or TITLES.get(number, "Une erreur est survenue")
        self.message = message
        super().__init__(f"{number}: {self.title}")

    @property
    def keeps_session(self) -> bool:
        """Return whether the session continues after the error."""
        return self.number in KEEP_SESSION

    def to_json(self) -> dict[str, object]:
        error: dict[str, object] = {"G": self.number, "Titre": self.title}
        if self.message:
            error["Message"] = self.message
        return error


def access_denied() -> RefusedError:
    return RefusedError(3)


def page_expired() -> RefusedError:
    return RefusedError(8)


def not_understood() -> RefusedError:
    return RefusedError(11)


def impossible_page() -> RefusedError:
    return RefusedError(21)


def other_session() -> RefusedError:
    return RefusedError(22)
