/** What a family may choose of its dashboard. */
export interface FamilyConfig {
  type: string;
  /** The devices of children that are not shown. */
  hidden_children?: string[];
  hide_grades?: boolean;
  /** Only the cards that Home Assistant brings. */
  built_in?: boolean;
}
