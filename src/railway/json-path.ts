/** True for an object that is no list. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of keys; undefined where there is nothing. */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((found, key) => (isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined), value);
}

/** The text at a path; undefined where there is none. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** The objects of a list at a path. */
export function recordsAt(value: unknown, ...keys: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
  const found = valueAt(value, ...keys);
  return Array.isArray(found) ? found.filter((each) => isRecord(each)) : [];
}

/** The texts of a list at a path. */
export function textsAt(value: unknown, ...keys: readonly string[]): readonly string[] {
  const found = valueAt(value, ...keys);
  return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [];
}
