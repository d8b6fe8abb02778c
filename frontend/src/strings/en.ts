/** English: the language for all who do not read French. */
export const en = {
  previousWeek: "Previous week",
  nextWeek: "Next week",
  thisWeek: "This week",
  today: "Today",
  loading: "Loading…",
  noChild: "Choose a child in the card’s settings.",
  childGone: "This child is no longer followed by PRONOTE.",
  notFollowed: "This page is not followed: its entity is disabled.",
  editor: {
    device: "Child",
    title: "Title (the child’s name if empty)",
    allergens: "Show allergens",
  },
  menu: {
    name: "PRONOTE: menu of the week",
    description: "What the canteen serves, day by day, with its labels.",
    title: "Menu",
    none: "No menu published for this week.",
    lunch: "Lunch",
    dinner: "Dinner",
    courses: {
      starter: "Starter",
      main: "Main course",
      side: "Side",
      drink: "Drink",
      cheese: "Cheese",
      dessert: "Dessert",
    } as Record<string, string>,
    allergens: "Allergens",
  },
};

export type Strings = typeof en;
