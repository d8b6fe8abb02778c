"""What changes from one version of PRONOTE to the next; the version decides."""

from dataclasses import dataclass
from functools import cached_property

KNOWN_VERSIONS = ("2026.2.7", "2026.1.3", "2024.3.11", "2024.3.8")


@dataclass(frozen=True, slots=True)
class FieldNames:
    """How the envelope of a call is spelled."""

    function: str
    number: str
    secured: str
    data: str
    signature: str
    inner_function: str


@dataclass(frozen=True, slots=True)
class UploadNames:
    """How the parts of an upload's form are called."""

    number: str
    session: str
    function: str
    file: str
    digest: str


_2025 = FieldNames("id", "no", "dataSec", "data", "Signature", "id")
_2024 = FieldNames("nom", "numeroOrdre", "donneesSec", "data", "Signature", "nom")
_2023 = FieldNames("nom", "numeroOrdre", "donneesSec", "donnees", "_Signature_", "nom")


@dataclass(frozen=True)
class Version:
    """A version of PRONOTE, written 2026.2.7."""

    text: str

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.text.split("."))

    @property
    def names(self) -> FieldNames:
        if self.numbers >= (2025, 1, 3):
            return _2025
        return _2024 if self.numbers >= (2024, 3, 9) else _2023

    @property
    def upload_names(self) -> UploadNames:
        if self.numbers >= (2025, 1, 3):
            return UploadNames("u_no", "u_ns", "u_idR", "u_idF", "u_md5")
        return UploadNames(
            "numeroOrdre", "numeroSession", "nomRequete", "idFichier", "md5"
        )

    @property
    def flags_switch_on(self) -> bool:
        """CrA and CoA ask for encryption and compression; sCrA and sCoA refuse them."""
        return self.numbers >= (2025, 1, 3)

    @property
    def start_is_json(self) -> bool:
        """Start is called from a script with JSON."""
        return self.numbers >= (2026, 2)

    @property
    def number_is_number(self) -> bool:
        """`h` of Start is a number, a text before."""
        return self.numbers >= (2025, 1, 3)

    @property
    def direct_challenge(self) -> bool:
        return self.numbers >= (2026, 2, 5, 6)

    @property
    def keep_alive(self) -> str:
        return "Navigation" if self.numbers >= (2024, 3, 9) else "Presence"

    @property
    def news_by_item(self) -> bool:
        """News have a nature, and their content is asked for one by one."""
        return self.numbers >= (2026,)

    @property
    def home_by_widget(self) -> bool:
        """The home page may be asked for some widgets only."""
        return self.numbers >= (2026,)

    @property
    def lists_boarding_delays(self) -> bool:
        return self.numbers >= (2025,)

    @property
    def checks_announcements(self) -> bool:
        """Whether an absence may be checked before it is announced."""
        return self.numbers >= (2025,)

    @property
    def justification_rights(self) -> bool:
        """Whether the rights of the account say that it may justify absences and delays."""
        return self.numbers >= (2026,)

    @property
    def electronic_signatures(self) -> bool:
        """Whether documents are signed electronically."""
        return self.numbers >= (2025,)

    @property
    def plans_are_elements(self) -> bool:
        """What is planned in a lesson is a list with labels, a set of kinds before."""
        return self.numbers >= (2025,)

    @property
    def coefficients_are_text(self) -> bool:
        return self.numbers < (2025,)

    def resource(self, kind: int) -> int:
        """A kind of resource, numbered as of 2025, in this version's numbering."""
        return kind + 1 if self.numbers < (2025,) and kind >= 57 else kind
