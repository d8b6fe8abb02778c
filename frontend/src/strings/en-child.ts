/** School life, the bag and results of a child, in English. */

export const schoolLife = {
  name: "PRONOTE: school life",
  description:
    "Absences, delays, punishments and observations: what to justify or to acknowledge first. Announce an absence.",
  title: "School life",
  none: "Nothing to report this year.",
  toDo: "To do",
  past: "This year",
  kinds: {
    absence: "Absence",
    announcement: "Announced absence",
    delay: "Delay",
    punishment: "Punishment",
    sanction: "Sanction",
    observation: "Observation",
    incident: "Incident",
  },
  minutes: "{minutes} min late",
  from: "{start} to {end}",
  by: "by {name}",
  work: "Work: {text}",
  served: "On {moment}",
  statuses: {
    ongoing: "Absent now",
    toJustify: "To justify",
    waiting: "Waiting for the school’s answer",
    accepted: "Accepted by the school",
    refused: "Refused by the school",
    sent: "Justification sent",
    justified: "Justified",
    unjustified: "Not justified",
    toAcknowledge: "To acknowledge",
  },
  acts: {
    justify: "Justify",
    acknowledge: "Acknowledge",
    withdraw: "Withdraw",
  },
  announce: "Announce an absence",
  reason: "Reason",
  chooseReason: "Choose a reason",
  knownReason: "As the school knows it",
  text: "Comment for the school",
  firstDay: "First day",
  lastDay: "Last day",
  fromTime: "From",
  untilTime: "Until",
  wholeDay: "Without a time: from the first lesson hour, until the last one.",
  continue: "Continue",
  check: "Ask the school",
  back: "Change",
  send: "Send",
  cancel: "Cancel",
  confirm: {
    justify: "Send this justification to the school?",
    acknowledge: "Tell the school that you have seen this?",
    withdraw: "Withdraw this announcement?",
    announce: "The school can take this announcement. Send it?",
  },
  done: {
    justify: "The school has received your justification.",
    acknowledge: "The school knows that you have seen it.",
    withdraw: "The announcement is withdrawn.",
    announce: "The absence is announced. The school’s answer will appear here.",
  },
  touches:
    "It also concerns: {services}. This is not canceled: do so in PRONOTE.",
};

export const bag = {
  name: "PRONOTE: school bag",
  description:
    "What to put into the bag and what to take out for the next school day.",
  title: "School bag",
  putIn: "Put in",
  takeOut: "Take out",
  bring: "Bring",
  inside: "Already inside",
  same: "The bag stays as it is.",
  unknown: "The next school day is not known yet.",
};

export const skills = {
  name: "PRONOTE: skills",
  description:
    "The skills assessed in a period, with the level reached in each.",
  title: "Skills",
  none: "No skills assessed yet: {period}.",
  summary: "How often each level was reached",
};

export const reportCard = {
  name: "PRONOTE: report card",
  description:
    "The report card of a period: averages, comments of the teachers, and its PDF file.",
  title: "Report card",
  none: "Not published yet: {period}.",
  pdf: "Open the PDF",
  acknowledge: "Acknowledge",
  distinctions: "Distinctions",
  attendance: "Absences and delays",
};
