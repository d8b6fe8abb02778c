/** What these cards use of the object that Home Assistant hands to every card. */

export interface HassEntity {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
  last_changed: string;
  last_updated: string;
}

export interface EntityEntry {
  entity_id: string;
  device_id?: string;
  platform?: string;
  translation_key?: string;
  hidden?: boolean;
}

export interface DeviceEntry {
  id: string;
  name: string | null;
  name_by_user: string | null;
  model?: string | null;
  via_device_id?: string | null;
  config_entries: string[];
}

export interface Locale {
  language: string;
  time_format: "language" | "system" | "12" | "24";
}

export type Unsubscribe = () => void | Promise<void>;

export interface Connection {
  /** What the messages are is known to whom they are handed. */
  subscribeMessage(
    callback: (message: never) => void,
    message: Record<string, unknown>,
  ): Promise<Unsubscribe>;
}

export interface HomeAssistant {
  states: Record<string, HassEntity>;
  entities: Record<string, EntityEntry>;
  devices: Record<string, DeviceEntry>;
  language: string;
  locale: Locale;
  config: { time_zone: string };
  connection: Connection;
  callWS<T>(message: Record<string, unknown>): Promise<T>;
  fetchWithAuth(path: string, init?: RequestInit): Promise<Response>;
  callService(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: { entity_id?: string; device_id?: string },
  ): Promise<unknown>;
  formatEntityState?(state: HassEntity): string;
  loadBackendTranslation?(
    category: string,
    integration: string,
  ): Promise<(key: string, values?: Record<string, string>) => string>;
}
