import type { HomeAssistant } from "../hass";

const PLATFORM = "pronote";

/** A pupil: a device, and its entities by what they tell. */
export interface Child {
  device: string;
  name: string;
  /** The device of the school. */
  school: string | undefined;
  /** The entity of a domain that tells something, by its translation key. */
  entity(domain: string, key: string): string | undefined;
  /** All entities that tell something of that kind. */
  entities(domain: string, key: string): string[];
  /** The entity of the school's device that tells something. */
  ofSchool(domain: string, key: string): string | undefined;
}

function entitiesOf(
  hass: HomeAssistant,
  device: string | undefined,
  domain: string,
  key: string,
): string[] {
  return Object.values(hass.entities)
    .filter(
      (entity) =>
        entity.device_id === device &&
        entity.platform === PLATFORM &&
        entity.translation_key === key &&
        entity.entity_id.startsWith(`${domain}.`),
    )
    .map((entity) => entity.entity_id);
}

/** The children's devices, by name. A child is who has homework. */
export function children(hass: HomeAssistant): Child[] {
  const devices = new Set(
    Object.values(hass.entities)
      .filter(
        (entity) =>
          entity.platform === PLATFORM && entity.entity_id.startsWith("todo."),
      )
      .map((entity) => entity.device_id),
  );
  return [...devices]
    .map((device) => childOf(hass, device))
    .filter((child) => child !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name, hass.locale.language));
}

/** The child, if there is one and no other. */
export function onlyChild(hass: HomeAssistant): Child | undefined {
  const [first, ...others] = children(hass);
  return others.length === 0 ? first : undefined;
}

/** A child by its device; undefined if there is none (any more). */
export function childOf(
  hass: HomeAssistant,
  id: string | undefined,
): Child | undefined {
  const device = id === undefined ? undefined : hass.devices[id];
  if (device === undefined) return undefined;
  const school = device.via_device_id ?? undefined;
  return {
    device: device.id,
    name: device.name_by_user ?? device.name ?? "",
    school,
    entity: (domain, key) => entitiesOf(hass, device.id, domain, key)[0],
    entities: (domain, key) => entitiesOf(hass, device.id, domain, key),
    ofSchool: (domain, key) => entitiesOf(hass, school, domain, key)[0],
  };
}

/** An entity of the account: what is the school's, not a child's. */
export function schoolEntity(
  hass: HomeAssistant,
  child: Child,
  domain: string,
  key: string,
): string | undefined {
  return entitiesOf(hass, child.school, domain, key)[0];
}
