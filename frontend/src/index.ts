import { ChangesCard } from "./cards/changes";
import { GradesCard } from "./cards/grades";
import { HomeworkCard } from "./cards/homework";
import { InboxCard } from "./cards/inbox";
import { MenuCard } from "./cards/menu";
import { OverviewCard } from "./cards/overview";
import { TimetableCard } from "./cards/timetable";
import { registerCard } from "./register";
import { registerStrategy } from "./strategy/register";

registerCard("overview", OverviewCard);
registerCard("timetable", TimetableCard);
registerCard("homework", HomeworkCard);
registerCard("grades", GradesCard);
registerCard("menu", MenuCard);
registerCard("changes", ChangesCard);
registerCard("inbox", InboxCard);
registerStrategy();
