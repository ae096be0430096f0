import { HOMES, homeOf, type Home } from './homes.ts';
import type { OldField, OldFile, Section } from './old-file.ts';
import { shown, type Reading } from './readings.ts';
import { NO_REMARKS } from './remarks.ts';
import { hasSecret, shownWithoutSecrets } from './secrets.ts';
import { isMap, isSame, type Value } from './value.ts';

/** One setting of a service: what it is in every environment, and the old fields that say so. */
export interface Setting {
  /** `start`, `deploy.cronSchedule`. */
  readonly at: string;
  /** What it is where no environment says otherwise; undefined where it is not set. */
  readonly base: Value | undefined;
  /** What it is in the environments where it differs; undefined where it is not set there. */
  readonly environments: ReadonlyMap<string, Value | undefined>;
  readonly fields: readonly SettingField[];
}

/** A field that a setting was made of. */
export interface SettingField {
  readonly field: OldField;
  /** How it is written differently now. */
  readonly note: string | undefined;
  /** True when it holds only under a condition. */
  readonly isConditional: boolean;
}

/** A field without a place in the new file. */
export interface Leftover {
  readonly field: OldField;
  readonly status: 'comment' | 'unknown' | 'left-out';
  readonly because: string;
  /** What is written as a comment, and in which section; undefined where nothing is. */
  readonly remark: string | undefined;
  readonly section: Section | undefined;
  /** What of the value it is about, where that is not all of it. */
  readonly part?: string;
  /** True when the value itself stands nowhere but in the old file. */
  readonly isWithheld: boolean;
}

/** What the old file of a service comes to. */
export interface Settings {
  readonly settings: readonly Setting[];
  readonly leftovers: readonly Leftover[];
}

const PULL_REQUESTS = 'Railway used it for pull requests, and railway.ts is not told whether an environment is one';

/** Sorts the fields of an old file into settings and what is left over. */
export function settingsOf(old: OldFile): Settings {
  const leftovers: Leftover[] = [];
  const read: ReadField[] = [];
  for (const field of old.fields) {
    const result = readField(field, old.fields);
    if ('status' in result) leftovers.push(result);
    else {
      read.push(result);
      for (const extra of result.extras) leftovers.push(extraOf(field, extra));
    }
  }
  const settings = HOMES.flatMap((home) => {
    const own = read.filter((each) => each.home === home);
    return own.length === 0 ? [] : [settingFrom(home, own)];
  });
  return { settings: withReplicas(settings), leftovers };
}

interface ReadField {
  readonly home: Home;
  readonly field: OldField;
  /** Undefined where the old file takes the value away. */
  readonly value: Value | undefined;
  readonly note: string | undefined;
  readonly extras: readonly string[];
}

function readField(field: OldField, all: readonly OldField[]): ReadField | Leftover {
  const { key, section, environment, value } = field;
  const none = (because: string): Leftover => ({ field, status: 'left-out', because, remark: undefined, section, isWithheld: false });
  if (field.isRepeated) return none(`${key} stands twice, and the last one counts`);
  if (key === '$schema' && section === undefined) return none('it names the schema of the old file');
  if (value.kind === 'null' && isPart(field)) return none('null sets nothing');
  if (section === 'deploy' && key === 'registryCredentials') return value.kind === 'null' ? none('null sets nothing') : withheld(field);
  const home = homeOf(section, key);
  if (home === undefined) return unknownKey(field);
  if (environment === 'pr') return commented(field, 'comment', PULL_REQUESTS);
  if (value.kind === 'null') {
    const base = all.find((other) => other.environment === undefined && other.section === section && other.key === key && !other.isRepeated);
    if (environment === undefined || base === undefined || base.value.kind === 'null' || !home.read(base.value).ok) return none('null sets nothing');
    return { home, field, value: undefined, note: `null: not set in ${environment}`, extras: [] };
  }
  const reading: Reading = home.read(value);
  if (!reading.ok) return commented(field, 'comment', reading.because);
  return { home, field, value: reading.value, note: reading.note, extras: reading.extras ?? [] };
}

/** `build: null`, `environments: null`, `environments.staging: null`. */
function isPart({ section, path }: OldField): boolean {
  return section === undefined && /^(build|deploy|environments|environments\.[^]*)$/.test(path);
}

function unknownKey(field: OldField): Leftover {
  if (field.section === undefined && ['build', 'deploy', 'environments'].includes(field.key)) return commented(field, 'unknown', 'it holds no object, so Railway cannot read it');
  return commented(field, 'unknown', 'Railway knows no such key');
}

function commented(field: OldField, status: 'comment' | 'unknown', because: string): Leftover {
  const isWithheld = hasSecret(field.key, field.value);
  const remark = `${field.path}: ${shownWithoutSecrets(field.key, field.value)} (${because})`;
  return { field, status, because: isWithheld ? `${because}; its secrets are not copied` : because, remark, section: field.section, isWithheld };
}

function withheld(field: OldField): Leftover {
  const because = 'a secret is not copied: keep it in the settings of the service on Railway';
  return { field, status: 'comment', because, remark: `${field.path} (${because})`, section: field.section, isWithheld: true };
}

function extraOf(field: OldField, extra: string): Leftover {
  const because = 'no part of what railway.ts takes here';
  const colon = extra.indexOf(': ');
  const path = `${field.path}.${extra.slice(0, colon)}`;
  return { field: { ...field, path, remarks: NO_REMARKS }, status: 'unknown', because, remark: `${field.path}.${extra} (${because})`, section: field.section, isWithheld: false, part: extra.slice(colon + 2) };
}

function settingFrom(home: Home, read: readonly ReadField[]): Setting {
  const base = read.find(({ field }) => field.environment === undefined)?.value;
  const environments = new Map<string, Value | undefined>();
  for (const { field, value } of read) if (field.environment !== undefined && !isSame(value, base)) environments.set(field.environment, value);
  const fields = read.map(({ field, note }) => ({
    field, note: field.environment !== undefined && !environments.has(field.environment) ? 'the same as for every environment' : note,
    isConditional: field.environment !== undefined && environments.has(field.environment),
  }));
  return { at: home.at, base, environments, fields };
}

/** `replicas` is how the pages of railway.ts write it; it holds a number or regions, and has no room for both. */
function withReplicas(settings: readonly Setting[]): readonly Setting[] {
  const count = settings.find(({ at }) => at === 'deploy.numReplicas');
  const byRegion = settings.find(({ at }) => at === 'deploy.multiRegionConfig');
  if (count !== undefined && byRegion === undefined) return settings.map((each) => (each === count ? { ...each, at: 'replicas' } : each));
  if (byRegion === undefined || count !== undefined) return settings;
  const values = [byRegion.base, ...byRegion.environments.values()].map((value) => (value === undefined ? undefined : countsOf(value)));
  const [base, ...others] = values;
  if (values.includes('involved')) return settings;
  const names = [...byRegion.environments.keys()];
  const plain: Setting = {
    ...byRegion, at: 'replicas', base: base as Value | undefined, // 'involved' was looked for above
    environments: new Map(names.map((name, index) => [name, others[index]])),
  };
  return settings.map((each) => (each === byRegion ? plain : each));
}

/** `{ "us-west2": 2 }` of `{ "us-west2": { "numReplicas": 2 } }`, where a region says no more than that. */
function countsOf(value: Value): Value | 'involved' {
  if (!isMap(value)) return 'involved';
  const counts = new Map<string, Value>();
  for (const [region, setting] of value) {
    const count = isMap(setting) && setting.size === 1 ? setting.get('numReplicas') : undefined;
    if (typeof count !== 'number') return 'involved';
    counts.set(region, count);
  }
  return counts;
}

/** The value of a field as the ledger shows it. */
export function shownField(field: OldField): string {
  return homeOf(field.section, field.key) === undefined ? shownWithoutSecrets(field.key, field.value) : shown(field.value);
}
