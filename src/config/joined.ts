import { joinedAssumptions, NO_ASSUMPTIONS } from '../model/assumptions.ts';
import type { Config, GateSettings, ServiceSetting, Settings } from './config.ts';

/** What one file says, or several of them together. */
export type Layer = Omit<Config, 'files' | 'main' | 'folders'>;

export const EMPTY_LAYER: Layer = { rules: new Map(), facts: NO_ASSUMPTIONS, ignores: [], gates: { maxLost: new Map() }, services: [] };

/** Both together; where both speak, the nearer one counts. */
export function joinedLayers(outer: Layer, nearer: Layer): Layer {
  const edition = nearer.edition ?? outer.edition;
  const baseline = nearer.baseline ?? outer.baseline;
  const live = nearer.live ?? outer.live;
  return {
    ...joinedSettings(outer, nearer),
    ...(edition === undefined ? {} : { edition }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(live === undefined ? {} : { live }),
    gates: joinedGates(outer.gates, nearer.gates),
    services: joinedServices(outer.services, nearer.services),
  };
}

/** The same of the settings that a folder may have. */
export function joinedSettings(outer: Settings, nearer: Settings): Settings {
  const own = new Set(nearer.ignores.map(({ at }) => at));
  const others = outer.ignores.filter(({ at }) => !own.has(at)); // a file that is extended twice counts once
  return { rules: joinedRules(outer.rules, nearer.rules), facts: joinedAssumptions([outer.facts, nearer.facts]), ignores: [...others, ...nearer.ignores] };
}

/** A nearer word about a category goes before an outer one about its rules. */
export function joinedRules(outer: Settings['rules'], nearer: Settings['rules']): Settings['rules'] {
  const kept = [...outer].filter(([name]) => !nearer.has(`${name.split('/', 1)[0] ?? ''}/*`));
  return new Map([...kept, ...nearer]);
}

function joinedGates(outer: GateSettings, nearer: GateSettings): GateSettings {
  return { ...outer, ...nearer, maxLost: new Map([...outer.maxLost, ...nearer.maxLost]) };
}

function joinedServices(outer: readonly ServiceSetting[], nearer: readonly ServiceSetting[]): readonly ServiceSetting[] {
  const names = new Set(nearer.map(({ name }) => name));
  return [...outer.filter(({ name }) => !names.has(name)), ...nearer];
}

/** The settings of the nearest folder that has any and holds this one. */
export function settingsAbove(folders: ReadonlyMap<string, Settings>, folder: string): Settings | undefined {
  const [nearest] = [...folders.keys()].filter((each) => folder === each || folder.startsWith(`${each}/`)).sort((a, b) => b.length - a.length);
  return nearest === undefined ? undefined : folders.get(nearest);
}
