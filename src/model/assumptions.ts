import { assumed, type Known } from './fact.ts';
import { FACTS, isFactName } from './fact-names.ts';
import type { FactName } from './facts.ts';

/** What the user tells us: facts of every service, and variables (`env.PORT`). */
export interface Assumptions {
  readonly facts: ReadonlyMap<FactName, Known<unknown>>;
  readonly variables: ReadonlyMap<string, Known<string>>;
}

/** Nobody states anything. */
export const NO_ASSUMPTIONS: Assumptions = { facts: new Map(), variables: new Map() };

/** Kinds of a service that can be stated. */
export const SERVICE_KINDS = ['web', 'worker', 'cron', 'static', 'library'] as const;

/** Reads `FACT=VALUE` pairs; an empty value assumes nothing. A wrong name or value gives a message instead. */
export function assumptionsFrom(pairs: readonly string[], by: string): Assumptions | { readonly mistake: string } {
  const facts = new Map<FactName, Known<unknown>>();
  const variables = new Map<string, Known<string>>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) return { mistake: `"${pair}" is not of the form FACT=VALUE` };
    const name = pair.slice(0, equals);
    const text = pair.slice(equals + 1);
    if (text === '') continue;
    if (name.startsWith('env.')) {
      variables.set(name.slice('env.'.length), assumed(name, text, by));
      continue;
    }
    if (!isFactName(name)) return { mistake: `there is no fact called ${name}${suggestion(name)}` };
    const value = valueFrom(name, text);
    if (value === undefined) return { mistake: `${name} is ${expectedOf(name)}; "${text}" is none` };
    facts.set(name, assumed(name, value, by));
  }
  return { facts, variables };
}

/** All that is stated, where the later word wins. */
export function joinedAssumptions(parts: readonly Assumptions[]): Assumptions {
  return { facts: new Map(parts.flatMap(({ facts }) => [...facts])), variables: new Map(parts.flatMap(({ variables }) => [...variables])) };
}

/** The value of a fact that a file with types states, undefined where it has another shape. `written` is its text in the file: `3.10` is no 3.1. */
export function typedValue(name: FactName, value: unknown, written: string): unknown {
  if (name === 'service.platforms') return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string') ? value : undefined;
  const [shape] = FACTS[name];
  if (shape === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  if (shape === 'boolean') return typeof value === 'boolean' ? value : undefined;
  return typeof value === 'string' || typeof value === 'number' ? valueFrom(name, typeof value === 'string' ? value : written) : undefined;
}

/** What may be stated of a fact, in words that follow "is". */
export function expectedOf(name: FactName): string {
  if (name === 'service.platforms') return 'a list of texts';
  if (name === 'service.kind') return `one of ${SERVICE_KINDS.join(', ')}`;
  const [shape] = FACTS[name];
  if (shape === 'list' || shape === 'record') return `a ${shape}, which cannot be stated`;
  return shape === 'boolean' ? 'true or false' : shape === 'number' ? 'a number' : 'a text';
}

/** The fact that somebody may have meant: the last part of the name is right. */
export function similarFact(name: string): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.keys(FACTS).find((fact) => fact.toLowerCase().endsWith(`.${last}`) || fact.toLowerCase() === name.toLowerCase());
}

function suggestion(name: string): string {
  const match = similarFact(name);
  return match === undefined ? '; `optimize explain facts` lists them' : `; did you mean ${match}?`;
}

function valueFrom(name: FactName, text: string): unknown {
  const [shape] = FACTS[name];
  if (shape === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (shape === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (name === 'service.platforms') return text.split(',');
  if (name === 'service.kind') return SERVICE_KINDS.find((kind) => kind === text);
  if (shape !== 'text' || text === '') return undefined;
  return name === 'build.builder' ? text.toLowerCase() : text;
}
