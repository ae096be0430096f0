import type { Json, JsonObject } from './platform.ts';

/** Puts a patch into a configuration as RFC 7396 says: objects by name, `null` takes away, the rest replaces. */
export function mergePatch(target: JsonObject, patch: JsonObject): void {
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete target[name];
    else if (isObject(value)) {
      if (!isObject(target[name])) target[name] = {};
      mergePatch(target[name] as JsonObject, value);
    } else target[name] = value;
  }
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
