import type { UsedIgnore } from '../model/ignore.ts';
import type { Problem } from '../model/problem.ts';
import type { Service } from '../model/project.ts';

/** What a rule said of a service, as far as it tells whether an ignore of it is of use. */
export interface RuleRun {
  readonly rule: string;
  readonly service: Service;
  readonly outcome: 'decided' | 'not-applicable' | 'undecided' | 'off';
  /** A fact that the rule looks at and that cannot be told: with it the rule might find something, or something else. */
  readonly unknown?: string;
}

/** Problems that hide what a file says. */
const HIDING: ReadonlySet<Problem['kind']> = new Set(['syntax', 'encoding', 'too-large', 'unreadable', 'conflict-marker', 'unread-format']);

/** What a doubt rests on. */
interface DoubtInput {
  readonly scope: UsedIgnore['scope'];
  /** The services that the ignore may be of use for. */
  readonly services: readonly Service[];
  readonly runs: readonly RuleRun[];
}

/**
 * Why it cannot be said that an ignore is of no use, though it covers nothing: its rule did not decide, or could not see the file.
 * Undefined where it can be said.
 */
export function doubtAbout(rule: string, { scope, services, runs }: DoubtInput): string | undefined {
  const path = scope.kind === 'lines' ? scope.path : undefined;
  if (path !== undefined && services.some(({ problems }) => problems.some((problem) => problem.path === path && HIDING.has(problem.kind)))) return `${path} cannot be read as a whole`;
  const own = runs.filter((run) => run.rule === rule && services.includes(run.service));
  if (own.length === 0) return `${rule} does not run in this edition`;
  for (const { outcome, unknown, service: { name, problems } } of own) {
    if (outcome === 'off') return `${rule} is switched off`;
    if (outcome === 'undecided') return `${rule} is undecided for ${name}`;
    if (unknown !== undefined) return `${unknown} of ${name} cannot be told`;
    if (outcome === 'not-applicable' && problems.some(({ kind }) => HIDING.has(kind))) return `not all files of ${name} could be read`;
  }
  return undefined;
}

/** The services that an ignore may be of use for: those whose folder holds its file most closely, or that read the file; else all. */
export function servicesFor({ scope }: Pick<UsedIgnore, 'scope'>, services: readonly Service[]): readonly Service[] {
  if (scope.kind === 'entry') {
    const named = services.filter(({ name }) => name === scope.service);
    return named.length > 0 ? named : services;
  }
  const holding = services.filter(({ root }) => root === '' || scope.path.startsWith(`${root}/`));
  const deepest = Math.max(0, ...holding.map(({ root }) => root.length));
  const nearest = holding.filter(({ root }) => root.length === deepest);
  const reading = services.filter((service) => service.files.includes(scope.path) && !nearest.includes(service));
  const own = [...nearest, ...reading];
  return own.length > 0 ? own : services;
}
