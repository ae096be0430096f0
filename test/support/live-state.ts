import type { LiveService, LiveState, LiveVariable } from '../../src/model/live-state.ts';

/** A service by what a test is about; without a name it is `web`. */
export type GivenService = Partial<Omit<LiveService, 'variables'>> & { readonly variables?: GivenVariables };

/** Variables by name: a text is a value that may be shown, `${{shared.NAME}}` a reference; other shapes say what they are. */
export type GivenVariables = Readonly<Record<string, string | Partial<LiveVariable>>>;

export type GivenState = Partial<Omit<LiveState, 'services' | 'sharedVariables'>> & {
  readonly services?: readonly GivenService[];
  readonly sharedVariables?: GivenVariables;
};

/** What a platform may say: the environment `production` of the project `shop`, with a service `web` of which nothing is set. */
export function liveState({ services = [{}], sharedVariables = {}, ...given }: GivenState = {}): LiveState {
  return {
    version: 1, readAt: '2026-11-22T03:10:00Z', cli: '5.71.0', project: { id: 'project-1', name: 'shop' }, environment: { id: 'environment-1', name: 'production' },
    hasPrivateNetwork: true, ...given,
    services: services.map(serviceOf).sort((a, b) => (a.name < b.name ? -1 : 1)), sharedVariables: variablesOf(sharedVariables),
  };
}

/** A variable whose value is kept back. */
export function hiddenVariable(name: string, given: Partial<LiveVariable> = {}): LiveVariable {
  return { name, form: 'text', shown: '…', references: [], ...given };
}

function serviceOf({ name = 'web', variables = {}, ...given }: GivenService): LiveService {
  return { id: `service-${name}`, name, settings: {}, regions: [], volumes: [], domains: [], tcpProxies: [], ...given, variables: variablesOf(variables) };
}

function variablesOf(given: GivenVariables): readonly LiveVariable[] {
  const variables = Object.entries(given).map(([name, value]) => (typeof value === 'string' ? shownVariable(name, value) : hiddenVariable(name, value)));
  return variables.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function shownVariable(name: string, value: string): LiveVariable {
  const references = [...value.matchAll(/\$\{\{\s*(?:([^}.]+)\.)?([^}.]+?)\s*\}\}/g)]
    .map(([, service, variable = '']) => (service === undefined ? { variable } : { service, variable }));
  if (references.length > 0) return hiddenVariable(name, { shown: value, references });
  const form = value === '' ? 'empty' : /^\d+$/.test(value) ? 'number' : 'text';
  return { name, form, shown: value, references, value };
}
