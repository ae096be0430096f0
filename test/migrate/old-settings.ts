// What an old file means for Railway, written down without a look at the code that is tested: the documentation of config as code
// (https://docs.railway.com/config-as-code/reference) and the types of the SDK. Only test code uses it.

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
export type PlainObject = { [key: string]: Plain };

export interface OldSettings {
  readonly build: PlainObject;
  readonly deploy: PlainObject;
}

const isObject = (value: unknown): value is PlainObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const string = (value: Plain): Plain | undefined => (typeof value === 'string' ? value : undefined);
const boolean = (value: Plain): Plain | undefined => (typeof value === 'boolean' ? value : undefined);
const numeric = (value: Plain): Plain | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^\s*\d{1,15}(\.\d{1,6})?\s*$/.test(value) ? Number(value) : undefined;
};
const strings = (value: Plain): Plain | undefined => (Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined);
const upper = (...names: string[]) => (value: Plain): Plain | undefined => (typeof value === 'string' && names.includes(value.toUpperCase()) ? value.toUpperCase() : undefined);
const optional = (read: (value: Plain) => Plain | undefined) => (value: Plain): Plain | undefined => (value === null ? null : read(value));
const shape = (keys: Record<string, (value: Plain) => Plain | undefined>) => (value: Plain): Plain | undefined => {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => {
    const kept = Object.hasOwn(keys, key) ? keys[key]?.(inner) : undefined;
    return kept === undefined ? [] : [[key, kept]];
  }));
};
const region = optional(shape({ numReplicas: optional(numeric), stackerAssignment: optional(string) }));
const regions = (value: Plain): Plain | undefined => {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => {
    const kept = region(inner);
    return kept === undefined ? [] : [[key, kept]];
  }));
};

const BUILD: Record<string, (value: Plain) => Plain | undefined> = {
  builder: upper('NIXPACKS', 'DOCKERFILE', 'RAILPACK', 'HEROKU', 'PAKETO'), watchPatterns: strings, buildCommand: string, buildEnvironment: upper('V2', 'V3'),
  dockerfilePath: string, nixpacksConfigPath: string, nixpacksPlan: (value) => value, nixpacksVersion: string, railpackVersion: string,
};
const DEPLOY: Record<string, (value: Plain) => Plain | undefined> = {
  startCommand: string, preDeployCommand: (value) => (typeof value === 'string' ? [value] : strings(value)), numReplicas: numeric, healthcheckPath: string,
  healthcheckTimeout: numeric, sleepApplication: boolean, runtime: string, restartPolicyType: upper('ON_FAILURE', 'ALWAYS', 'NEVER'), restartPolicyMaxRetries: numeric,
  cronSchedule: string, region: string, multiRegionConfig: regions, requiredMountPath: string, overlapSeconds: numeric, drainingSeconds: numeric,
  useLegacyStacker: boolean, ipv6EgressEnabled: boolean,
  limitOverride: shape({ containers: optional(shape({ cpu: optional(numeric), memoryBytes: optional(numeric), diskBytes: optional(numeric) })) }),
};

/** What the old file sets in an environment, with what Railway does not know or cannot read left out. */
export function oldSettings(file: PlainObject, environment: string | undefined): OldSettings {
  const environments = isObject(file['environments']) ? file['environments'] : {};
  const own = environment !== undefined && Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  const layers = [file, own].filter(isObject);
  return { build: section(layers, 'build', BUILD), deploy: section(layers, 'deploy', DEPLOY) };
}

function section(layers: readonly PlainObject[], name: string, keys: Record<string, (value: Plain) => Plain | undefined>): PlainObject {
  const result: PlainObject = {};
  for (const layer of layers) {
    const values = layer[name];
    if (!isObject(values)) continue;
    for (const [key, value] of Object.entries(values)) {
      if (!Object.hasOwn(keys, key)) continue;
      if (value === null) delete result[key];
      else {
        const read = keys[key]?.(value);
        if (read !== undefined) result[key] = read;
      }
    }
  }
  return result;
}
