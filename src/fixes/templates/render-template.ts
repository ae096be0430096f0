import { valueOf } from '../../model/fact.ts';
import { isFactName } from '../../model/fact-names.ts';
import { nobodySays } from '../../model/fact-words.ts';
import type { FactSet } from '../../model/facts.ts';
import type { Plain } from '../../model/change.ts';
import type { FixContext } from '../context.ts';
import { execForm } from './exec-form.ts';

/** A template's text with its values in place, or why a value is missing. */
export type Rendered = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly because: string };

/** What a template may name besides facts: values that a rule gives (`with`), and those that the planner finds in the file. */
export type TemplateValues = Readonly<Record<string, Plain>>;

const PLACEHOLDER = /\{\{ ([\w.]+) \}\}/g;

/** Values that are calculated from facts. */
const CALCULATED: Readonly<Record<string, (facts: FactSet) => Promise<string | undefined>>> = { 'start.exec': execForm };

/** The text of a template; rules and planners name only those that are there. */
export function templateText(path: string, { template }: Pick<FixContext, 'template'>): string {
  const text = template(path);
  if (text === undefined) throw new Error(`there is no template ${path}`);
  return text;
}

/** The names that a template asks for, each once. */
export function placeholdersOf(template: string): readonly string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

/** True for a placeholder that needs no value of the rule: a fact, or what is calculated from facts. */
export const isGiven = (name: string): boolean => isFactName(name) || Object.hasOwn(CALCULATED, name);

/** Puts values in place of the placeholders. A name that nobody can give is a mistake of ours and throws; a fact that is not known is refused. */
export async function renderTemplate(template: string, values: TemplateValues, facts: FactSet): Promise<Rendered> {
  const found = new Map<string, string>();
  for (const name of placeholdersOf(template)) {
    const value = Object.hasOwn(values, name) ? values[name] : await givenValue(name, facts);
    if (value === undefined && isGiven(name)) return { ok: false, because: isFactName(name) ? nobodySays(name) : `nothing says what ${name} is` };
    if (value === undefined) throw new Error(`a template asks for ${name}, which is no fact and which its rule does not give`);
    found.set(name, String(value));
  }
  return { ok: true, text: template.replaceAll(PLACEHOLDER, (_, name: string) => found.get(name) ?? '') };
}

async function givenValue(name: string, facts: FactSet): Promise<Plain | undefined> {
  const calculate = Object.hasOwn(CALCULATED, name) ? CALCULATED[name] : undefined;
  if (calculate !== undefined) return calculate(facts);
  const value = isFactName(name) ? valueOf<unknown>(facts[name]) : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
