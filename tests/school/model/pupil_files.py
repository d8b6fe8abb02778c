"""Files available to the family of a pupil."""

from collections.abc import Iterator

from .people import Pupil
from .types import Attachment


def files_of(pupil: Pupil) -> Iterator[Attachment]:
    """Yield the files that are requested by their own id."""
    for work in pupil.homework:
        yield from work.attachments
        yield from filter(None, (work.handed_in, work.corrected))
    for lesson in pupil.lessons:
        for content in lesson.contents:
            yield from content.attachments
    for grade in pupil.all_grades:
        yield from filter(None, (grade.paper, grade.correction))
    for absence in pupil.absences:
        yield from absence.documents
    yield from conduct_files_of(pupil)
    for document in (*pupil.documents, *pupil.locker):
        yield document.attachment


def conduct_files_of(pupil: Pupil) -> Iterator[Attachment]:
    """Yield the files of punishments."""
    for punishment in pupil.punishments:
        yield from punishment.circumstance_documents
        yield from punishment.homework_documents


def file_about(pupil: Pupil, uid: str, source: str) -> Attachment | None:
    """Return a file by its source and its owner's id (or its own), or None."""
    match source:
        case "DevoirSujet" | "DevoirCorrige":
            grade = next((one for one in pupil.all_grades if one.uid == uid), None)
            if grade is None:
                return None
            return grade.paper if source == "DevoirSujet" else grade.correction
        case "EvaluationSujet" | "EvaluationCorrige":
            told = next((one for one in pupil.all_evaluations if one.uid == uid), None)
            if told is None:
                return None
            return told.paper if source == "EvaluationSujet" else told.correction
        case "TAFRenduEleve" | "TAFCorrigeRenduEleve":
            handed_in = source == "TAFRenduEleve"
            returned = (
                work.handed_in if handed_in else work.corrected
                for work in pupil.homework
            )
            return next((one for one in returned if one and one.uid == uid), None)
        case _:
            return None
