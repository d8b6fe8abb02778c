"""What a lesson and a meal are called, in a few words."""

from .client import Course, Lesson, Menu


def lesson_title(lesson: Lesson) -> str | None:
    """Return the subject of a lesson, or what the school says of it."""
    return lesson.subject or lesson.status_text


def main_dishes(menu: Menu) -> str:
    """Return what fills the plates."""
    dishes = menu.course(Course.MAIN) + menu.course(Course.SIDE) or menu.dishes
    return ", ".join(dish.name for dish in dishes)
