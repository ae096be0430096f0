import { APP_JSON_KEYS } from './app-json.ts';
import { FLY_KEYS } from './fly.ts';
import { RAILWAY_KEYS } from './railway-fields.ts';
import { RENDER_KEYS } from './render.ts';
import type { SettingKey } from './setting-key.ts';

/** The settings of each kind of data file, by the name of its adapter. Those of render.yaml stand in a service. */
export const SETTING_KEYS: Readonly<Record<string, readonly SettingKey[]>> = {
  'railway-json': RAILWAY_KEYS, 'railway-toml': RAILWAY_KEYS, render: RENDER_KEYS, fly: FLY_KEYS, 'app-json': APP_JSON_KEYS,
};
