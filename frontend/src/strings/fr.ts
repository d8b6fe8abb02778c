import type { Strings } from "./en";

/** French, with its own typography. */
export const fr: Strings = {
  previousWeek: "Semaine précédente",
  nextWeek: "Semaine suivante",
  thisWeek: "Cette semaine",
  today: "Aujourd’hui",
  loading: "Chargement…",
  noChild: "Choisissez un enfant dans les réglages de la carte.",
  childGone: "PRONOTE ne suit plus cet enfant.",
  notFollowed: "Cette page n’est pas suivie : son entité est désactivée.",
  editor: {
    device: "Enfant",
    title: "Titre (le nom de l’enfant s’il est vide)",
    allergens: "Montrer les allergènes",
  },
  menu: {
    name: "PRONOTE : menus de la semaine",
    description: "Ce que sert la cantine, jour par jour, avec ses labels.",
    title: "Menus",
    none: "Aucun menu publié pour cette semaine.",
    lunch: "Déjeuner",
    dinner: "Dîner",
    courses: {
      starter: "Entrée",
      main: "Plat",
      side: "Accompagnement",
      drink: "Boisson",
      cheese: "Laitage",
      dessert: "Dessert",
    },
    allergens: "Allergènes",
  },
};
