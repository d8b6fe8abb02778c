import { accounts, reasonOf } from "../data/account";
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

  static async generate(
    config: FamilyConfig,
    hass: HomeAssistant,
  ): Promise<{ views: View[] }> {
    const strings = stringsIn(hass.language);
    const base = `/${window.location.pathname.split("/")[1] ?? ""}`;
    const reason =
      children(hass).length === 0 ? await whyNobody(hass, strings) : undefined;
    return { views: views(config, hass, strings, base, new Date(), reason) };
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

/** Why no account has children: it is disabled, or not loaded; undefined if there is no account. */
async function whyNobody(
  hass: HomeAssistant,
  strings: Strings,
): Promise<string | undefined> {
  // Only administrators may list the accounts.
  const known = await accounts(hass, undefined).catch(() => []);
  const reasons = await Promise.all(
    known.map((account) => reasonOf(hass, strings, account)),
  );
  return [...new Set(reasons.filter(Boolean))].join(" ") || undefined;
}

/** The pages of the children that are shown; `reason` is why there is none. */
export function views(
  config: FamilyConfig,
  hass: HomeAssistant,
  strings: Strings,
  base: string,
  now: Date,
  reason?: string,
): View[] {
  const all = children(hass);
  const hidden = new Set(config.hidden_children);
  const shown = all.filter((child) => !hidden.has(child.device));
  if (shown.length === 0)
    return [
      nobody(strings, all.length > 0 ? strings.strategy.allHidden : reason),
    ];
  return [
    familyView(shown, config, strings, base),
    ...shown.map((child) => childView(child, config, strings, now)),
  ];
}

/** What to do when there is no child to show; without a reason, add an account. */
function nobody(strings: Strings, reason: string | undefined): View {
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
            content: reason ?? texts.nobody,
            grid_options: { columns: "full" },
          },
          ...(reason !== undefined
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
