import { KNOWN_KEYS } from '../adapters/railway-known-keys.ts';
import type { LiveRegion, LiveValue } from '../model/live-state.ts';
import { redactText } from './redact-text.ts';
import { at, entriesAt, isNothing, itemsAt, numberAt, objectAt, odd, optionalAt, textAt, type ValueAt } from './value-at.ts';

/** Keys that are read elsewhere, or hold secrets or the plan of a builder and are never copied. */
const APART = new Set(['registryCredentials', 'nixpacksPlan', 'multiRegionConfig', 'limitOverride']);
const LIMITS = ['cpu', 'memoryBytes', 'diskBytes'] as const;

/** The settings of the sections `build` and `deploy` by their names, `deploy.startCommand`. Keys that Railway's own files do not have are left out. */
export function readSettings(service: ValueAt): Readonly<Record<string, LiveValue>> {
  const settings = (['build', 'deploy'] as const).flatMap((section) =>
    [...KNOWN_KEYS[section]].filter((key) => !APART.has(key)).flatMap((key): (readonly [string, LiveValue])[] => {
      const value = optionalAt(at(sectionAt(service, section), key), settingAt);
      return value === undefined ? [] : [[`${section}.${key}`, value]];
    }));
  return Object.fromEntries([...settings, ...limitsOf(service)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function limitsOf(service: ValueAt): readonly (readonly [string, number])[] {
  const containers = at(at(sectionAt(service, 'deploy'), 'limitOverride'), 'containers');
  return LIMITS.flatMap((key) => {
    const value = optionalAt(at(containers, key), numberAt);
    return value === undefined ? [] : [[`deploy.limitOverride.containers.${key}`, value] as const];
  });
}

/** Replicas by region. A region of null is taken away, and one without a number runs one replica. */
export function readRegions(service: ValueAt): readonly LiveRegion[] {
  return entriesAt(at(sectionAt(service, 'deploy'), 'multiRegionConfig'))
    .filter(([, place]) => !isNothing(place))
    .map(([region, place]) => ({ region: redactText(region), replicas: optionalAt(at(objectAt(place), 'numReplicas'), numberAt) ?? 1 }));
}

function sectionAt(service: ValueAt, section: 'build' | 'deploy'): ValueAt {
  const place = at(service, section);
  return isNothing(place) ? place : objectAt(place);
}

function settingAt(place: ValueAt): LiveValue {
  const { value } = place;
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (Array.isArray(value)) return itemsAt(place).map((item) => redactText(textAt(item)));
  throw odd(place, 'a text, a number, true, false or a list of texts');
}
