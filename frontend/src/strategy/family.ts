import { children } from "../data/child";
import type { HomeAssistant } from "../hass";
import { stringsIn, type Strings } from "../strings";
import type { View } from "./cards";
import { childView } from "./child-view";
import type { FamilyConfig } from "./config";
import { FamilyEditor } from "./editor";
import { familyView } from "./family-view";

/** A dashboard that writes itself: a page for the family, and one for each child. */
export class FamilyStrategy extends HTMLElement {
  /** Home Assistant writes it anew when one of these changes: children come and go. */
  static registryDependencies = ["entities", "devices"];

  static generate(
    config: FamilyConfig,
    hass: HomeAssistant,
  ): Promise<{ views: View[] }> {
    const strings = stringsIn(hass.language);
    const base = `/${window.location.pathname.split("/")[1] ?? ""}`;
    return Promise.resolve({
      views: views(config, hass, strings, base, new Date()),
    });
  }

  static getCreateSuggestions(hass: HomeAssistant) {
    return {
      title: stringsIn(hass.language).strategy.title,
      icon: "mdi:school",
    };
  }

  static getConfigElement(): Promise<HTMLElement> {
    return Promise.resolve(FamilyEditor.create());
  }
}

/** The pages, for whoever is followed and shown. */
export function views(
  config: FamilyConfig,
  hass: HomeAssistant,
  strings: Strings,
  base: string,
  now: Date,
): View[] {
  const all = children(hass);
  const hidden = new Set(config.hidden_children);
  const shown = all.filter((child) => !hidden.has(child.device));
  if (shown.length === 0) return [nobody(strings, all.length > 0)];
  return [
    familyView(shown, config, strings, base),
    ...shown.map((child) => childView(child, config, strings, now)),
  ];
}

/** What to do when there is no child to show. */
function nobody(strings: Strings, hidden: boolean): View {
  const texts = strings.strategy;
  return {
    title: texts.title,
    path: "family",
    type: "sections",
    max_columns: 1,
    sections: [
      {
        type: "grid",
        cards: [
          {
            type: "markdown",
            content: hidden ? texts.allHidden : texts.nobody,
            grid_options: { columns: "full" },
          },
          ...(hidden
            ? []
            : [
                {
                  type: "button",
                  name: texts.addAccount,
                  icon: "mdi:plus",
                  icon_height: "32px",
                  grid_options: { columns: "full", rows: 2 },
                  tap_action: {
                    action: "navigate",
                    navigation_path:
                      "/config/integrations/dashboard/add?domain=pronote",
                  },
                },
              ]),
        ],
      },
    ],
  };
}
