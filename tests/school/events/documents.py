"""Events about documents to read, sign or hand in."""

from dataclasses import replace
from datetime import timedelta

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.documents import (
    Document,
    RequestedPaper,
    SignatureRequest,
    SignatureState,
)
from tests.school.model.homework import worksheet


@school_event("document")
def document(context: EventContext) -> EventResult:
    """Add a document to the locker of a family."""
    name = context.text("name", "Circulaire")
    made = Document(
        worksheet(context.uid("file-document"), name),
        context.text("category", "Vie de l'établissement"),
        context.today,
        context.text("comment", ""),
        "Mme PERRONET Alix",
    )
    context.pupil.locker.append(made)
    return {"pupil": context.pupil, "document": name}


@school_event("document_to_sign")
def document_to_sign(context: EventContext) -> EventResult:
    """Send a document to the parents for signature."""
    made = SignatureRequest(
        context.uid("to-sign"),
        context.text("name", "Convention de stage"),
        context.today,
        context.text("requested_by", "Mme PERRONET Alix"),
    )
    context.pupil.papers.to_sign.append(made)
    return {"pupil": context.pupil, "document": made.name}


@school_event("document_signed")
def document_signed(context: EventContext) -> EventResult:
    """Mark the last document as signed by the parents."""
    listed = context.pupil.papers.to_sign
    for index in reversed(range(len(listed))):
        if listed[index].state is SignatureState.TO_SIGN:
            listed[index] = replace(
                listed[index],
                state=SignatureState.SIGNED,
                signed=context.today,
                signatures=listed[index].signatures + 1,
            )
            return {"pupil": context.pupil, "document": listed[index].name}
    raise ImpossibleEventError("nothing to sign")


@school_event("paper_requested")
def paper_requested(context: EventContext) -> EventResult:
    """Request a document from the family."""
    made = RequestedPaper(
        context.uid("nature"),
        context.text("name", "Fiche sanitaire"),
        context.today + timedelta(days=int(context.number("days", "14"))),
    )
    context.pupil.papers.requested.append(made)
    return {"pupil": context.pupil, "paper": made.name}
