"""Events that add children to the parent account or remove them."""

from tests.school.event_registry import EventContext, EventResult, school_event


@school_event("child_added")
def child_added(context: EventContext) -> EventResult:
    """Add a younger brother to the parent account."""
    model = context.model
    parent = model.account(context.text("account", "parent"))
    child = model.newcomer
    if child not in parent.pupils:
        parent.pupils.append(child)
    if child not in model.pupils:
        model.pupils.append(child)
    return {"account": parent.key, "pupil": child}


@school_event("child_removed")
def child_removed(context: EventContext) -> EventResult:
    """Remove the child named by `pupil`, or the last one, from `account`.

    The default account is that of the parent.
    """
    parent = context.model.account(context.text("account", "parent"))
    named = context.details.get("pupil")
    child = context.pupil if named else parent.pupils[-1]
    parent.pupils.remove(child)
    return {"account": parent.key, "pupil": child}
