import { assumed, type Known } from './fact.ts';
import { FACTS, isFactName } from './fact-names.ts';
import type { FactName } from './facts.ts';

/** What the user tells us: facts of every service, and variables (`env.PORT`). */
export interface Assumptions {
  readonly facts: ReadonlyMap<FactName, Known<unknown>>;
  readonly variables: ReadonlyMap<string, Known<string>>;
}

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
    if (!isFactName(name)) return { mistake: `there is no fact called ${name}${similar(name)}` };
    const value = valueFrom(name, text);
    if (value === undefined) return { mistake: `${name} is a ${FACTS[name][0]}; "${text}" is none` };
    facts.set(name, assumed(name, value, by));
  }
  return { facts, variables };
}

function valueFrom(name: FactName, text: string): unknown {
  const [shape] = FACTS[name];
  if (shape === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (shape === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (name === 'service.platforms') return text.split(',');
  if (shape !== 'text') return undefined;
  return name === 'build.builder' ? text.toLowerCase() : text;
}

function similar(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const match = Object.keys(FACTS).find((fact) => fact.toLowerCase().endsWith(`.${last}`) || fact.toLowerCase() === name.toLowerCase());
  return match === undefined ? '; `optimize explain facts` lists them' : `; did you mean ${match}?`;
}
