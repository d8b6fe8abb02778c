"""Menus (PRONOTE page 10, "Menus")."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..wire import Json, Record, date_value


class Meal(StrEnum):
    """Which meal of the day."""

    LUNCH = "lunch"
    DINNER = "dinner"


class Course(StrEnum):
    """Course of a meal, in serving order."""

    STARTER = "starter"
    MAIN = "main"
    SIDE = "side"
    DRINK = "drink"
    CHEESE = "cheese"
    DESSERT = "dessert"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoodLabel:
    """A label or an allergen, with its color."""

    name: str
    color: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dish:
    """One dish."""

    name: str
    course: Course
    labels: tuple[FoodLabel, ...] = ()
    allergens: tuple[FoodLabel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """One meal of one day."""

    date: date
    meal: Meal
    name: str | None = None
    dishes: tuple[Dish, ...] = ()
    """In serving order. A course may have several dishes."""

    def course(self, course: Course) -> tuple[Dish, ...]:
        """Return the dishes of one course."""
        return tuple(dish for dish in self.dishes if dish.course is course)


TAB = 10
FUNCTION = "PageMenus"

_COURSES = {
    0: Course.STARTER,
    1: Course.MAIN,
    2: Course.SIDE,
    3: Course.DRINK,
    4: Course.DESSERT,
    5: Course.CHEESE,
}
_ORDER = list(Course)
_MEALS = {None: Meal.LUNCH, 0: Meal.LUNCH, 1: Meal.DINNER}


def request(monday: date) -> Json:
    """Return the data of the request for the week of a day."""
    return {"date": date_value(monday)}


def read(answer: Record) -> list[Menu]:
    """Read the meals of one week."""
    return [
        menu
        for day in answer.each("ListeJours")
        for menu in read_meals(day, "ListeRepas", day.day("Date"))
    ]


def read_meals(day: Record, name: str, on: date | None) -> list[Menu]:
    """Read the meals of a list. Meals without a day are skipped."""
    menus = []
    for meal in day.each(name):
        if (when := on or meal.day("Date", "date")) is None:
            meal.log_unreadable("Date")
            continue
        if meal.kind not in _MEALS:
            # PRONOTE's page shows no other meals.
            meal.log_unreadable("G")
            continue
        menus.append(_menu(meal, when))
    return menus


def _menu(meal: Record, on: date) -> Menu:
    dishes = [
        Dish(
            name=name,
            course=_COURSES.get(course.kind or 0, Course.MAIN),
            labels=_labels(food, "listeLabelsAlimentaires"),
            allergens=_labels(food, "listeAllergenesAlimentaire"),
        )
        # On the home page these fields begin with a lower-case letter.
        for course in meal.each("ListePlats", "listePlats")
        for food in course.each("ListeAliments", "listeAliments")
        if (name := food.text("L"))
    ]
    return Menu(
        date=on,
        meal=_MEALS[meal.kind],
        name=meal.text("L"),
        dishes=tuple(sorted(dishes, key=lambda dish: _ORDER.index(dish.course))),
    )


def _labels(food: Record, field_name: str) -> tuple[FoodLabel, ...]:
    return tuple(
        FoodLabel(name=name, color=label.text("couleur"))
        for label in food.each(field_name)
        if (name := label.text("L"))
    )
