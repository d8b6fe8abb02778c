"""Differences between versions of PRONOTE."""

from dataclasses import dataclass
from functools import cached_property

KNOWN_VERSIONS = ("2026.2.7", "2026.1.3", "2024.3.11", "2024.3.8")


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Field names of the envelope of a call."""

    function: str
    number: str
    secured: str
    unsecured: str
    data: str
    signature: str
    inner_function: str


@dataclass(frozen=True, slots=True)
class UploadNames:
    """Names of the parts of an upload form."""

    number: str
    session: str
    function: str
    file: str
    digest: str


_2025 = FieldNames("id", "no", "dataSec", "dataNonSec", "data", "Signature", "id")
_2024 = FieldNames(
    "nom", "numeroOrdre", "donneesSec", "donneesNonSec", "data", "Signature", "nom"
)
_2023 = FieldNames(
    "nom", "numeroOrdre", "donneesSec", "donneesNonSec", "donnees", "_Signature_", "nom"
)


@dataclass(frozen=True)
class Version:
    """Version of PRONOTE, written 2026.2.7."""

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
        """Return whether CrA and CoA enable encryption and compression.

        In older versions sCrA and sCoA disable them.
        """
        return self.numbers >= (2025, 1, 3)

    @property
    def start_is_json(self) -> bool:
        """Return whether a script calls Start with JSON."""
        return self.numbers >= (2026, 2)

    @property
    def number_is_number(self) -> bool:
        """Return whether `h` of Start is a number. It was a text before."""
        return self.numbers >= (2025, 1, 3)

    @property
    def direct_challenge(self) -> bool:
        return self.numbers >= (2026, 2, 5, 6)

    @property
    def keep_alive(self) -> str:
        return "Navigation" if self.numbers >= (2024, 3, 9) else "Presence"

    @property
    def news_by_item(self) -> bool:
        """Return whether news has a nature and is requested item by item."""
        return self.numbers >= (2026,)

    @property
    def home_by_widget(self) -> bool:
        """Return whether the home page can be requested by widget."""
        return self.numbers >= (2026,)

    @property
    def lists_boarding_delays(self) -> bool:
        return self.numbers >= (2025,)

    @property
    def checks_announcements(self) -> bool:
        """Return whether an absence can be checked before it is announced."""
        return self.numbers >= (2025,)

    @property
    def justification_rights(self) -> bool:
        """Return whether the account lists rights to justify absences."""
        return self.numbers >= (2026,)

    @property
    def files_beside_data(self) -> bool:
        """Return whether photos come beside the data, which name them by their index."""
        return self.numbers >= (2024, 3, 9)

    @property
    def discussion_hours(self) -> bool:
        """Return whether the rights tell that discussions are closed at an hour."""
        return self.numbers < (2026,)

    @property
    def electronic_signatures(self) -> bool:
        """Return whether documents are signed electronically."""
        return self.numbers >= (2025,)

    @property
    def plans_are_elements(self) -> bool:
        """Return whether lesson plans are a labeled list. It was a set before."""
        return self.numbers >= (2025,)

    @property
    def identities_are_elements(self) -> bool:
        """Return whether staff read the identity of a pupil as a typed element."""
        return self.numbers >= (2025,)

    @property
    def coefficients_are_text(self) -> bool:
        return self.numbers < (2025,)

    def resource(self, kind: int) -> int:
        """Return the number in this version of a kind of resource numbered as of 2025."""
        return kind + 1 if self.numbers < (2025,) and kind >= 57 else kind
