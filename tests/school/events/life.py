"""Children who come and go."""

from tests.school.happenings import Scene, Told, happening


@happening("child_added")
def child_added(scene: Scene) -> Told:
    """A younger brother joins the parent's account."""
    world = scene.world
    parent = world.account(scene.text("account", "parent"))
    child = world.newcomer
    if child not in parent.pupils:
        parent.pupils.append(child)
    if child not in world.pupils:
        world.pupils.append(child)
    return {"account": parent.key, "pupil": child}


@happening("child_removed")
def child_removed(scene: Scene) -> Told:
    """The last child leaves the parent's account, or the one of `pupil`."""
    parent = scene.world.account(scene.text("account", "parent"))
    named = scene.details.get("pupil")
    child = scene.pupil if named else parent.pupils[-1]
    parent.pupils.remove(child)
    return {"account": parent.key, "pupil": child}
