import { absentLive, live, type Fact, type Known } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import type { Drift } from '../model/facts/live.ts';
import type { FactName } from '../model/facts.ts';
import type { LivePlace } from '../model/live-state.ts';
import { livePlaceOf } from '../model/place.ts';
import type { Statement } from '../model/statement.ts';
import { configAsCode, type ConfigSituation } from './liveness.ts';
import { environmentOf, isMain, ranked } from './statements.ts';
import type { ServiceInput } from './service-input.ts';

/** What Railway does where a setting is not made. https://docs.railway.com/config-as-code/reference, https://docs.railway.com/deployments/restart-policy */
const DEFAULTS: Readonly<Partial<Record<FactName, unknown>>> = {
  'build.builder': 'railpack', 'build.dockerfilePath': 'Dockerfile', 'build.rootDirectory': '', 'deploy.replicas': 1, 'deploy.restartPolicy': 'on_failure', 'deploy.restartRetries': 10,
  'deploy.healthcheckTimeout': 300, 'deploy.sleep': false, 'deploy.overlapSeconds': 0, 'deploy.drainingSeconds': 0,
};
/** What stands in a text in the place of a secret. */
const KEPT_BACK = '…';

/** The two sides of a comparison. */
export interface Sides {
  /** The project's own statements. */
  readonly files: readonly Statement[];
  /** Those of the platform. */
  readonly live: readonly Statement[];
  /** Facts that both may state, with the name of the platform's setting. */
  readonly settings: readonly (readonly [FactName, string])[];
  readonly placeAt: (setting: string) => LivePlace;
}

/**
 * The settings that a Railway file gives another value than the platform has, in the order of `settings`. A file that Railway reads no
 * more by its date is compared too; what cannot be told is not.
 */
export function driftOf(input: ServiceInput, situation: ConfigSituation, sides: Sides): readonly Drift[] {
  const counting = sides.files.filter((statement) => isMain(statement) && isRailwayFile(statement) && configAsCode(statement, { ...situation, asOf: '' })?.live !== false);
  return sides.settings.flatMap(([name, setting]): readonly Drift[] => {
    const [stated] = ranked(counting.filter(({ fact }) => fact.name === name), environmentOf(input));
    if (stated?.fact.state !== 'known') return [];
    const fileWins = configAsCode(stated, situation)?.live !== false;
    const file = stated.fact as Known<unknown>;
    const known = sides.live.find(({ fact }) => fact.name === name)?.fact as Fact<unknown> | undefined;
    const differing = name === 'deploy.variables' ? variableDrift(file as Known<readonly Variable[]>, known, sides.placeAt)
      : known?.state === 'unresolved' ? [] : settingDrift({ ...file, name }, known ?? absentLive(name, sides.placeAt(setting)), setting);
    return differing.map((each) => ({ ...each, fileWins }));
  });
}

/** A setting whose two values are not the same. Without a region on the platform, Railway's own choice holds the replicas. */
function settingDrift(file: Known<unknown> & { readonly name: FactName }, platform: Fact<unknown>, setting: string): readonly Omit<Drift, 'fileWins'>[] {
  const { name } = file;
  const place = livePlaceOf(platform);
  const [written, held] = [textOf(file.value), platform.state === 'known' ? textOf(platform.value) : ''];
  if (place === undefined || held.includes(KEPT_BACK) || (name === 'deploy.regions' && held === '')) return [];
  return normal(name, written) === normal(name, held) ? [] : [{ setting, file: { ...file, value: written }, live: live(name, held, place) }];
}

function isRailwayFile({ by }: Statement): boolean {
  return by === 'railway-ts' || by === 'railway-toml' || by === 'railway-json';
}

/** What the platform holds of the variables whose values a railway.ts writes down. */
function variableDrift(file: Known<readonly Variable[]>, known: Fact<unknown> | undefined, placeAt: Sides['placeAt']): readonly Omit<Drift, 'fileWins'>[] {
  const set = known?.state === 'known' ? known.value as readonly Variable[] : [];
  return file.value.flatMap(({ variable, value, at }) => {
    const there = set.find((each) => each.variable === variable);
    if (value === undefined || (there !== undefined && (there.value === undefined || there.value === value))) return [];
    const setting = `variables.${variable}`;
    return [{ setting, file: { ...at, value }, live: live('deploy.variables', there?.value ?? '', placeAt(setting)) }];
  });
}

/** A value as text; regions by their names. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'object' && value !== null && 'value' in value ? textOf(value.value) : String(value);
}

/** A text in the form in which two that say the same are equal. */
function normal(name: FactName, text: string): string {
  const whole = name === 'build.rootDirectory' || name === 'build.dockerfilePath' ? text.replace(/^(?:\.?\/)+|\/+$/g, '') : text.trim();
  if (name === 'deploy.regions') return whole.split(', ').sort().join(', ');
  return whole === '' ? String(DEFAULTS[name] ?? '') : whole;
}
