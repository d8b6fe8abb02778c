"""PageMenus: the meals of the week of a day."""

from datetime import timedelta

from tests.school.model.menus import ALLERGENS, LABELS
from tests.school.model.types import Allergen, Dish, Food, FoodLabel, MealKind, Menu
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.values import Json

from .registry import Visit, page


@page("PageMenus", 10)
def menus(visit: Visit) -> Json:
    year = visit.school.world.year
    week = year.week(values.read_day(visit.asked("date")))
    if not 1 <= week <= year.last_week:
        raise impossible_page()
    meals = visit.pupil.menus
    days: dict[str, list[Menu]] = {}
    monday = year.monday(week)
    for meal in meals:
        if monday <= meal.date < monday + timedelta(days=7):
            days.setdefault(meal.date.isoformat(), []).append(meal)
    return {
        "ListeJours": values.element(
            [
                {
                    "Date": values.day(served[0].date),
                    "ListeRepas": values.element(
                        [meal_row(visit, one) for one in served]
                    ),
                }
                for _, served in sorted(days.items())
            ]
        ),
        "DomaineDePresence": values.domain(year.week(meal.date) for meal in meals),
        "AvecRepasMidi": any(meal.meal is MealKind.LUNCH for meal in meals),
        "AvecRepasSoir": any(meal.meal is MealKind.DINNER for meal in meals),
        "ListeAllergenes": values.element([_allergen(one) for one in ALLERGENS]),
        "Listelabels": values.element(
            [{"L": label.name, "couleur": label.colour} for label in LABELS]
        ),
    }


def meal_row(visit: Visit, menu: Menu, initial: str = "L") -> Json:
    """A meal; the home page writes the names of its lists with a small `initial`."""
    return {
        **visit.named("menu", menu.uid, menu.name),
        "G": int(menu.meal),
        f"{initial}istePlats": values.element(
            [_dish(visit, dish, initial) for dish in menu.dishes]
        ),
    }


def _dish(visit: Visit, dish: Dish, initial: str) -> Json:
    foods = [_food(visit, food) for food in dish.foods]
    return {"G": int(dish.course), f"{initial}isteAliments": values.element(foods)}


def _food(visit: Visit, food: Food) -> Json:
    return {
        **visit.named("food", food.uid, food.name),
        "listeLabelsAlimentaires": values.element(
            [_label(visit, label) for label in food.labels]
        ),
        "listeAllergenesAlimentaire": values.element(
            [_allergen(one) for one in food.allergens]
        ),
    }


def _label(visit: Visit, label: FoodLabel) -> Json:
    return {**visit.named("label", label.uid, label.name), "couleur": label.colour}


def _allergen(allergen: Allergen) -> Json:
    return {"L": allergen.name, "G": allergen.number, "couleur": allergen.colour}
