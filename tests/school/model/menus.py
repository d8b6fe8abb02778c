"""Canteen menus: lunch on school days, dinner for boarders, none during holidays."""

from datetime import date
from random import Random

from .calendar import SchoolYear
from .types import Allergen, Course, Dish, Food, FoodLabel, MealKind, Menu

ORGANIC = FoodLabel("label-organic", "Issu de l'agriculture biologique", "#2E7D32")
HOME_MADE = FoodLabel("label-home-made", "Fait maison", "#EF6C00")
LOCAL = FoodLabel("label-local", "Produits locaux", "#1565C0")
LABELS = (ORGANIC, HOME_MADE, LOCAL)

GLUTEN = Allergen(1, "Gluten", "#C9A227")
EGGS = Allergen(3, "Œufs", "#F4D03F")
FISH = Allergen(4, "Poissons", "#2980B9")
MILK = Allergen(7, "Lait", "#AED6F1")
NUTS = Allergen(8, "Fruits à coque", "#A0522D")
ALLERGENS = (GLUTEN, EGGS, FISH, MILK, NUTS)

type Recipe = tuple[str, tuple[FoodLabel, ...], tuple[Allergen, ...]]

CARD: dict[Course, tuple[Recipe, ...]] = {
    Course.STARTER: (
        ("Carottes râpées", (ORGANIC, LOCAL), ()),
        ("Œuf mimosa", (HOME_MADE,), (EGGS,)),
        ("Taboulé", (), (GLUTEN,)),
        ("Salade de betteraves", (LOCAL,), ()),
    ),
    Course.MAIN: (
        ("Sauté de poulet", (LOCAL,), ()),
        ("Filet de colin meunière", (), (FISH, GLUTEN)),
        ("Lasagnes aux légumes", (HOME_MADE,), (GLUTEN, MILK)),
        ("Omelette au fromage", (ORGANIC,), (EGGS, MILK)),
    ),
    Course.SIDE: (
        ("Riz pilaf", (), ()),
        ("Haricots verts", (ORGANIC,), ()),
        ("Gratin de courgettes", (HOME_MADE,), (MILK,)),
    ),
    Course.CHEESE: (("Comté", (LOCAL,), (MILK,)), ("Yaourt nature", (), (MILK,))),
    Course.DESSERT: (
        ("Pomme", (ORGANIC, LOCAL), ()),
        ("Gâteau aux noix", (HOME_MADE,), (GLUTEN, EGGS, NUTS)),
        ("Compote de poires", (), ()),
    ),
    Course.DRINK: (("Eau citronnée", (), ()),),
}

LUNCH = (
    (Course.STARTER, 2),
    (Course.MAIN, 2),
    (Course.SIDE, 1),
    (Course.SIDE, 1),
    (Course.CHEESE, 1),
    (Course.DESSERT, 2),
)
DINNER = ((Course.MAIN, 1), (Course.SIDE, 1), (Course.DESSERT, 1), (Course.DRINK, 1))
"""Courses with their possible dishes. The two sides are separate dishes."""


def year_menus(year: SchoolYear, random: Random) -> list[Menu]:
    """Return every meal of the school year, in order."""
    menus = []
    for day in year.school_days(year.first_day, year.last_day):
        menus.append(meal(day, MealKind.LUNCH, random))
        if day.weekday() < 4:
            menus.append(meal(day, MealKind.DINNER, random))
    return menus


def meal(day: date, kind: MealKind, random: Random) -> Menu:
    lunch = kind is MealKind.LUNCH
    dishes: list[Dish] = []
    served: set[str] = set()
    for course, choices in LUNCH if lunch else DINNER:
        left = [recipe for recipe in CARD[course] if recipe[0] not in served]
        foods = random.sample(left, choices)
        served |= {name for name, _, _ in foods}
        dishes.append(Dish(course, tuple(_food(recipe) for recipe in foods)))
    uid = f"menu-{day:%Y%m%d}-{kind.name.lower()}"
    return Menu(uid, day, kind, tuple(dishes), "Déjeuner" if lunch else "Dîner")


def _food(recipe: Recipe) -> Food:
    name, labels, allergens = recipe
    return Food(f"food-{name}", name, labels, allergens)
