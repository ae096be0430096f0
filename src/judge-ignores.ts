import { NO_CONFIG, type Config } from './config/config.ts';
import { settingsFor } from './config/settings-for.ts';
import { applyIgnores, type Applied, type Sorted } from './ignores/apply-ignores.ts';
import { doubtAbout, servicesFor, type RuleRun } from './ignores/doubts.ts';
import { liesAside } from './discover/aside.ts';
import type { Known } from './model/fact.ts';
import type { Finding } from './model/finding.ts';
import type { Ignore, UsedIgnore } from './model/ignore.ts';
import type { Service } from './model/project.ts';
import type { Verdict } from './report.ts';
import type { Catalogue } from './rules/catalogue.ts';
import { factsOf } from './rules/check.ts';
import type { Result } from './rules/run.ts';

/** What came of a rule for a service, before anything is ignored. */
export interface JudgedRule {
  readonly result: Result;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Why it is switched off. */
  readonly off?: string;
}

/** What it takes to say what ignores do. */
interface IgnoreOptions {
  readonly catalogue: Catalogue;
  readonly config?: Config;
  readonly comments?: readonly Ignore[];
  readonly ignores?: boolean;
  readonly doubt?: string;
  /** Rules about ignores, which nothing can ignore. */
  readonly protected: ReadonlySet<string>;
  readonly asOf: string;
}

/** The services, with the ignores that are theirs as a fact, and what is left of their findings, by the name of the service. */
interface JudgedIgnores {
  readonly services: readonly Service[];
  readonly sorted: ReadonlyMap<string, Sorted>;
}

/** Sorts what was found into open and ignored, and tells each service what became of the ignores in its files. */
export function judgeIgnores(services: readonly Service[], rules: readonly JudgedRule[], options: IgnoreOptions): JudgedIgnores {
  const { catalogue, config = NO_CONFIG, comments = [], ignores = true, asOf } = options;
  if (!ignores) return { services, sorted: new Map() };
  const judged = services.map((service) => ({
    service, entries: settingsFor(config, service).ignores,
    findings: rules.filter(({ result, off }) => result.service === service && off === undefined).flatMap(({ findings }) => findings),
  }));
  const names = new Map(catalogue.rules.flatMap(({ id, aliases }) => [id, ...aliases].map((name) => [name, id] as const)));
  const applied = applyIgnores(judged, comments, { names, protected: options.protected, asOf });
  const sorted = new Map([...applied.services].map(([{ name }, each]) => [name, each]));
  return { services: withFacts(services, applied.used, { names, runs: rules.map(runOf), doubt: options.doubt }), sorted };
}

function runOf({ result: { rule, service, outcomes }, off }: JudgedRule): RuleRun {
  const unknown = factsOf(rule.check).find((name) => service.facts[name]?.state === 'unresolved');
  const base = { rule: rule.id, service, ...(unknown === undefined ? {} : { unknown }) };
  if (off !== undefined) return { ...base, outcome: 'off' };
  if (outcomes.some(({ kind }) => kind === 'undecided')) return { ...base, outcome: 'undecided' };
  return { ...base, outcome: outcomes.every(({ kind }) => kind === 'not-applicable') ? 'not-applicable' : 'decided' };
}

/** What tells whether an ignore is of use. */
interface Uses {
  /** Ids of rules, by the names under which ignores know them. */
  readonly names: ReadonlyMap<string, string>;
  readonly runs: readonly RuleRun[];
  readonly doubt: string | undefined;
}

/** Each ignore becomes a fact of one service, the first that it may be of use for, so that it is judged once. */
function withFacts(services: readonly Service[], used: Applied['used'], { names, runs, doubt }: Uses): readonly Service[] {
  const owned = new Map<Service | undefined, UsedIgnore[]>();
  for (const { holdsFor, ...ignore } of used) {
    const own = servicesFor(ignore, holdsFor);
    if (isOfTest(ignore, own[0])) continue;
    const why = doubt ?? doubtAbout(names.get(ignore.rule) ?? ignore.rule, { scope: ignore.scope, services: own, runs });
    const record: UsedIgnore = { ...ignore, ...(why === undefined || ignore.findings.length > 0 ? {} : { doubt: why }) };
    const records = owned.get(own[0]) ?? [];
    records.push(record);
    owned.set(own[0], records);
  }
  return services.map((service) => {
    const value = owned.get(service);
    return value === undefined ? service : { ...service, facts: { ...service.facts, 'config.ignores': factOf(value) } };
  });
}

/** True for a comment in a test or an example that covers nothing: it shows how comments are written, or belongs to what is tested. */
function isOfTest({ scope, findings }: Pick<UsedIgnore, 'scope' | 'findings'>, service: Service | undefined): boolean {
  return scope.kind === 'lines' && findings.length === 0 && liesAside(scope.path, service?.root);
}

function factOf(value: readonly UsedIgnore[]): Known<readonly UsedIgnore[]> {
  return { state: 'known', name: 'config.ignores', value, provenance: { kind: 'derived', from: value.map(({ at }) => at) } };
}
