import * as fc from 'fast-check';
import type { Plain, PlainObject } from './old-settings.ts';

/** A generated old file: what it says, and how it is written. */
export interface WrittenConfig {
  readonly path: string;
  readonly config: PlainObject;
  readonly text: string;
  /** Comments of the text, each with a number that no other has. */
  readonly remarks: readonly string[];
}

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const command = fc.oneof(
  fc.constantFrom('gunicorn main:app --bind 0.0.0.0:$PORT', "sh -c 'npm start'", 'echo "hi" && node .\\server.js', 'npm run start -- --port ${PORT:-3000}', ' spaced ', 'é 🚀 \u2028'),
  word,
);
const count = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }).map(String), fc.constantFrom(1.5, '2.25'));
const anyCase = (...names: string[]) => fc.constantFrom(...names, ...names.map((name) => name.toLowerCase()));
const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }) as fc.Arbitrary<Plain>; // JSON is plain by its nature.
const region = fc.oneof(
  fc.record({ numReplicas: fc.oneof(count, fc.constant(null)) }), fc.record({ numReplicas: count, stackerAssignment: word }, { requiredKeys: [] }),
  fc.constant(null), fc.record({ numReplicas: fc.integer({ min: 1, max: 9 }), zone: word }), fc.constant(3),
);
const regionName = fc.constantFrom('us-west2', 'us-east4-eqdc4a', 'europe-west4-drams3a', '__proto__', 'a b');
/** Values of the wrong kind, which are no settings. */
const wrong = fc.constantFrom<Plain>(true, 7, 'seven', [1, 'two'], { on: true }, 'PODMAN');

const BUILD: Record<string, fc.Arbitrary<Plain>> = {
  builder: anyCase('RAILPACK', 'DOCKERFILE', 'NIXPACKS', 'HEROKU', 'PAKETO'), buildCommand: command, dockerfilePath: word, watchPatterns: fc.array(word, { maxLength: 6 }),
  railpackVersion: word, nixpacksConfigPath: word, nixpacksVersion: word, nixpacksPlan: json, buildEnvironment: anyCase('V2', 'V3'),
};
const DEPLOY: Record<string, fc.Arbitrary<Plain>> = {
  startCommand: command, preDeployCommand: fc.oneof(command, fc.array(command, { maxLength: 3 })), healthcheckPath: word, healthcheckTimeout: count, numReplicas: count,
  multiRegionConfig: fc.dictionary(regionName, region, { maxKeys: 3 }) as fc.Arbitrary<Plain>, region: word, restartPolicyType: anyCase('ON_FAILURE', 'ALWAYS', 'NEVER'),
  restartPolicyMaxRetries: count, cronSchedule: word, sleepApplication: fc.boolean(), overlapSeconds: count, drainingSeconds: count,
  limitOverride: fc.record({ containers: fc.oneof(fc.constant(null), fc.record({ cpu: count, memoryBytes: fc.integer({ min: 1, max: 8e9 }), diskBytes: fc.constant(null), swap: count }, { requiredKeys: [] })) }),
  requiredMountPath: word, ipv6EgressEnabled: fc.boolean(), runtime: anyCase('V2', 'LEGACY'), useLegacyStacker: fc.boolean(),
};

function section(keys: Record<string, fc.Arbitrary<Plain>>): fc.Arbitrary<PlainObject> {
  const values = Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: wrong })]));
  const unknown = fc.dictionary(fc.constantFrom('memory', 'replicas', '__proto__', 'a key', 'PORT'), json, { maxKeys: 1 }) as fc.Arbitrary<PlainObject>;
  return fc.tuple(fc.record(values, { requiredKeys: [], noNullPrototype: true }), unknown).map(([known, others]) => ({ ...plain(known as PlainObject), ...plain(others) }));
}

/** Own keys alone, `__proto__` among them. */
function plain(object: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(object));
}

const sections = fc.record({ build: section(BUILD), deploy: section(DEPLOY) }, { requiredKeys: [], noNullPrototype: true });
const environmentName = fc.constantFrom('production', 'staging', 'dev-1', '2024', 'class', 'ctx', 'Ümwelt', 'pr');

/** What an old file may say: all fields, environments, numbers as texts, wrong kinds, keys that nobody knows. */
export const config: fc.Arbitrary<PlainObject> = fc
  .tuple(sections, fc.option(fc.dictionary(environmentName, sections, { maxKeys: 3 }), { nil: undefined }), fc.boolean())
  .map(([base, environments, hasSchema]) => ({
    ...(hasSchema ? { $schema: 'https://railway.com/railway.schema.json' } : {}), ...(base as PlainObject),
    ...(environments === undefined ? {} : { environments: plain(environments as PlainObject) }),
  }));

/** The same, written as JSON or TOML with comments, in some layout. */
export const writtenConfig: fc.Arbitrary<WrittenConfig> = fc
  .tuple(config, fc.constantFrom('json', 'toml'), fc.constantFrom('\n', '\r\n'), fc.constantFrom('  ', '\t', '    '), fc.array(fc.nat({ max: 5 }), { minLength: 8, maxLength: 8 }))
  .map(([said, format, newline, indent, dice]) => {
    const writer = new Writer(dice, newline, indent);
    const text = format === 'json' ? writer.json(said) : writer.toml(said);
    return { path: `railway.${format}`, config: format === 'json' ? said : withoutNull(said), text, remarks: writer.remarks };
  });

/** TOML has no null. */
function withoutNull(value: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, isObject(inner) ? withoutNull(inner) : Array.isArray(inner) ? withoutNullItems(inner) : inner]])));
}

function withoutNullItems(items: readonly Plain[]): Plain[] {
  return items.filter((item) => item !== null).map((item) => (isObject(item) ? withoutNull(item) : Array.isArray(item) ? withoutNullItems(item) : item));
}

function isObject(value: Plain): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** TOML's integers have 64 bits; larger numbers are floats. */
function tomlNumber(value: number): string {
  if (Object.is(value, -0)) return '0';
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}

/** Writes a config with comments wherever the dice say so. */
class Writer {
  readonly remarks: string[] = [];
  private turn = 0;
  private readonly dice: readonly number[];
  private readonly newline: string;
  private readonly indent: string;

  constructor(dice: readonly number[], newline: string, indent: string) {
    this.dice = dice;
    this.newline = newline;
    this.indent = indent;
  }

  json(config: PlainObject): string {
    return `${this.above('//', '')}${this.jsonObject(config, '')}${this.newline}`;
  }

  private jsonObject(object: PlainObject, indent: string): string {
    const inner = indent + this.indent;
    const entries = Object.entries(object);
    if (entries.length === 0) return '{}';
    const lines = entries.map(([key, value], index) => {
      const above = this.above('//', inner);
      const written = isObject(value) && indent.length < this.indent.length * 3 ? this.jsonObject(value, inner) : JSON.stringify(value);
      return `${above}${inner}${JSON.stringify(key)}: ${written}${index < entries.length - 1 ? ',' : ''}${this.beside('//')}`;
    });
    return `{${this.newline}${lines.join(this.newline)}${this.newline}${this.above('//', inner)}${indent}}`;
  }

  toml(config: PlainObject): string {
    const top = Object.entries(config).filter(([key, value]) => !isObject(value) && key !== 'environments').flatMap(([key, value]) => this.pair(key, value));
    const environments = isObject(config['environments'] ?? null) ? Object.entries(config['environments'] as PlainObject) : [];
    return [
      this.above('#', ''), ...top, ...this.tables(config, []), ...environments.flatMap(([name, value]) => (isObject(value) ? this.tables(value, ['environments', name]) : [])), this.above('#', ''),
    ].join('');
  }

  private tables(parent: PlainObject, path: readonly string[]): readonly string[] {
    return ['build', 'deploy'].flatMap((name) => {
      const value = parent[name];
      if (value === undefined || !isObject(value)) return [];
      const header = `[${[...path, name].map((key) => this.tomlKey(key)).join('.')}]`;
      return [this.newline, this.above('#', ''), `${header}${this.beside('#')}${this.newline}`, ...Object.entries(value).flatMap(([key, inner]) => this.pair(key, inner))];
    });
  }

  private pair(key: string, value: Plain): readonly string[] {
    if (value === null) return [];
    return [this.above('#', ''), `${this.tomlKey(key)} = ${this.tomlValue(value)}${this.beside('#')}${this.newline}`];
  }

  private tomlKey(key: string): string {
    return /^[A-Za-z0-9_-]+$/.test(key) ? key : this.tomlString(key);
  }

  private tomlValue(value: Plain): string {
    if (typeof value === 'string') return this.tomlString(value);
    if (Array.isArray(value)) return `[${withoutNullItems(value).map((item) => this.tomlValue(item)).join(', ')}]`;
    if (value !== null && typeof value === 'object') return `{ ${Object.entries(withoutNull(value)).map(([key, inner]) => `${this.tomlKey(key)} = ${this.tomlValue(inner)}`).join(', ')} }`;
    return typeof value === 'number' ? tomlNumber(value) : String(value);
  }

  private tomlString(value: string): string {
    return JSON.stringify(value).replaceAll('\u007f', String.raw`\u007f`);
  }

  private above(mark: string, indent: string): string {
    return this.isTurn(0) ? `${indent}${mark} ${this.remark()}${this.newline}` : '';
  }

  private beside(mark: string): string {
    return this.isTurn(1) ? ` ${mark} ${this.remark()}` : '';
  }

  private remark(): string {
    const text = `remark ${this.remarks.length + 1} "é" */`;
    this.remarks.push(text);
    return text;
  }

  private isTurn(face: number): boolean {
    this.turn += 1;
    return this.dice[this.turn % this.dice.length] === face;
  }
}
