import { MenuCard } from "./cards/menu";
import { TimetableCard } from "./cards/timetable";
import { registerCard } from "./register";

registerCard("timetable", TimetableCard);
registerCard("menu", MenuCard);
