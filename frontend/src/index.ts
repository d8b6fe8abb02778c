import { MenuCard } from "./cards/menu";
import { registerCard } from "./register";

registerCard("menu", MenuCard);
