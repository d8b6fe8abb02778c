import type { Child } from "../data/child";
import type { Strings } from "../strings";
import { heading, known, ownCard, Scribe, section, type View } from "./cards";
import { childPath } from "./child-view";
import type { FamilyConfig } from "./config";
import { overview } from "./overview";
import { changes, day, homework } from "./topics";

/** From Friday to Monday. */
const DAYS_AHEAD = 3;
/** How long lists are, so that on a phone the next child is not far: fewer with many children. */
const FEW_ROWS = 5;
const MANY_ROWS = 3;

/** The children side by side: what this day and the next one ask of each. */
export function familyView(
  children: Child[],
  config: FamilyConfig,
  strings: Strings,
  base: string,
): View {
  const rows = children.length > 2 ? MANY_ROWS : FEW_ROWS;
  const columns = Math.max(2, Math.min(children.length, 4));
  const devices = children.map(({ device }) => device);
  const together =
    ownCard(config, "overview", { devices, hide_changes: true }) ??
    (children.length > 1 ? overview(children, strings) : undefined);
  return {
    title: strings.strategy.family,
    path: "family",
    icon: "mdi:home-heart",
    type: "sections",
    max_columns: columns,
    sections: [
      ...known([
        together && {
          type: "grid" as const,
          column_span: columns,
          cards: [together],
        },
        ...children.map((child) => {
          const scribe = new Scribe(child, config, strings);
          return section(
            heading(child.name, "mdi:account-school", {
              tap_action: {
                action: "navigate",
                navigation_path: `${base}/${childPath(child)}`,
              },
            }),
            [
              ...day(scribe, `${base}/${childPath(child)}`),
              homework(scribe, DAYS_AHEAD, rows),
              changes(scribe, undefined, rows),
            ],
          );
        }),
      ]),
    ],
  };
}
