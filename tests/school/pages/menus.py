"""PageMenus: meals of the week of a day."""

from datetime import timedelta

from tests.school.model.menus import ALLERGENS, LABELS
from tests.school.model.types import Allergen, Dish, Food, FoodLabel, MealKind, Menu
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.values import Json

from .registry import RequestContext, page


@page("PageMenus", 10)
def menus(context: RequestContext) -> Json:
    year = context.school.model.year
    week = year.week(values.read_day(context.required("date")))
    if not 1 <= week <= year.last_week:
        raise impossible_page()
    meals = context.pupil.menus
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
                        [meal_row(context, one) for one in served]
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
            [{"L": label.name, "couleur": label.color} for label in LABELS]
        ),
    }


def meal_row(context: RequestContext, menu: Menu, initial: str = "L") -> Json:
    """Return a meal. The home page names its lists with a lowercase `initial`."""
    return {
        **context.named("menu", menu.uid, menu.name),
        "G": int(menu.meal),
        f"{initial}istePlats": values.element(
            [_dish(context, dish, initial) for dish in menu.dishes]
        ),
    }


def _dish(context: RequestContext, dish: Dish, initial: str) -> Json:
    foods = [_food(context, food) for food in dish.foods]
    return {"G": int(dish.course), f"{initial}isteAliments": values.element(foods)}


def _food(context: RequestContext, food: Food) -> Json:
    return {
        **context.named("food", food.uid, food.name),
        "listeLabelsAlimentaires": values.element(
            [_label(context, label) for label in food.labels]
        ),
        "listeAllergenesAlimentaire": values.element(
            [_allergen(one) for one in food.allergens]
        ),
    }


def _label(context: RequestContext, label: FoodLabel) -> Json:
    return {**context.named("label", label.uid, label.name), "couleur": label.color}


def _allergen(allergen: Allergen) -> Json:
    return {"L": allergen.name, "G": allergen.number, "couleur": allergen.color}
