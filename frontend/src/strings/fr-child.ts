import type * as en from "./en-child";

/** School life, the bag and results of a child, written for French parents. */

export const schoolLife: typeof en.schoolLife = {
  name: "PRONOTE : vie scolaire",
  description:
    "Absences, retards, punitions et observations, avec d’abord ce qui est à justifier ou à confirmer. Annoncer une absence.",
  title: "Vie scolaire",
  none: "Rien à signaler cette année.",
  toDo: "À faire",
  past: "Cette année",
  kinds: {
    absence: "Absence",
    announcement: "Absence annoncée",
    delay: "Retard",
    punishment: "Punition",
    sanction: "Sanction",
    observation: "Observation",
    incident: "Incident",
  },
  minutes: "{minutes} min de retard",
  from: "du {start} au {end}",
  by: "par {name}",
  work: "Travail : {text}",
  served: "Le {moment}",
  statuses: {
    ongoing: "Absence en cours",
    toJustify: "À justifier",
    waiting: "En attente de réponse",
    accepted: "Acceptée par l’école",
    refused: "Refusée par l’école",
    sent: "Justification envoyée",
    justified: "Justifiée",
    unjustified: "Non justifiée",
    toAcknowledge: "À confirmer",
  },
  acts: {
    justify: "Justifier",
    acknowledge: "J’en ai pris connaissance",
    withdraw: "Retirer",
  },
  announce: "Annoncer une absence",
  reason: "Motif",
  chooseReason: "Choisissez un motif",
  knownReason: "Celui que connaît l’école",
  text: "Commentaire pour l’école",
  firstDay: "Premier jour",
  lastDay: "Dernier jour",
  fromTime: "À partir de",
  untilTime: "Jusqu’à",
  wholeDay: "Sans heure : de la première à la dernière heure de cours.",
  continue: "Continuer",
  check: "Vérifier",
  back: "Modifier",
  send: "Envoyer",
  cancel: "Annuler",
  confirm: {
    justify: "Envoyer cette justification à l’école ?",
    acknowledge: "Confirmer à l’école que vous en avez pris connaissance ?",
    withdraw: "Retirer cette annonce ?",
    announce: "L’école peut recevoir cette annonce. L’envoyer ?",
  },
  done: {
    justify: "L’école a reçu votre justification.",
    acknowledge: "L’école sait que vous en avez pris connaissance.",
    withdraw: "L’annonce est retirée.",
    announce: "L’absence est annoncée. La réponse de l’école apparaîtra ici.",
  },
  touches:
    "Cela concerne aussi : {services}. Ce n’est pas annulé : faites-le dans PRONOTE.",
};

export const bag: typeof en.bag = {
  name: "PRONOTE : sac d’école",
  description:
    "Ce qu’il faut mettre dans le sac et en retirer pour le prochain jour d’école.",
  title: "Sac",
  putIn: "À mettre",
  takeOut: "À retirer",
  bring: "À apporter",
  inside: "Déjà dedans",
  same: "Le sac ne change pas.",
  unknown: "Le prochain jour d’école n’est pas encore connu.",
};

export const skills: typeof en.skills = {
  name: "PRONOTE : compétences",
  description:
    "Les compétences évaluées dans une période, et le niveau atteint pour chacune.",
  title: "Compétences",
  none: "Aucune compétence évaluée pour l’instant : {period}.",
  summary: "Combien de fois chaque niveau a été atteint",
};

export const reportCard: typeof en.reportCard = {
  name: "PRONOTE : bulletin",
  description:
    "Le bulletin d’une période : moyennes, appréciations des professeurs, et son PDF.",
  title: "Bulletin",
  none: "Pas encore publié : {period}.",
  pdf: "Ouvrir le PDF",
  acknowledge: "J’en ai pris connaissance",
  distinctions: "Mentions",
  attendance: "Absences et retards",
};
