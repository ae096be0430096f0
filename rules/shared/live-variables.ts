import { valueOf, type FactSet, type LiveReference, type LiveVariable, type ServiceVariable } from '#rule';
import { isNamedIn } from './used-variables.ts';

/** A value that is one reference, in quotes or not. */
const REFERENCE = /^(["']?)\$\{\{[^{}]*\}\}\1$/;
/** Longest way from a reference to what it comes to; one that is longer leads in a circle. */
const LONGEST_WAY = 5;

/** The variables that are set on the platform, none in a scan of files alone. */
export function liveVariables(facts: FactSet): readonly ServiceVariable[] {
  return valueOf(facts['live.variables']) ?? [];
}

/** A variable of the service by its name. */
export function liveVariable(facts: FactSet, name: string): ServiceVariable | undefined {
  return liveVariables(facts).find((variable) => variable.name === name);
}

/** The reference that is all of a value: `${{Postgres.DATABASE_URL}}`; undefined where text stands around it. */
export function onlyReference({ references, shown }: LiveVariable): LiveReference | undefined {
  return references.length === 1 && REFERENCE.test(shown.trim()) ? references[0] : undefined;
}

/** How a value refers to a variable of a service; a name with dots stands in quotes: https://github.com/wasp-lang/wasp/issues/3513 */
export function referenceTo(service: string, variable: string): string {
  return `\${{${/^[\w -]+$/.test(service) ? service : `"${service}"`}.${variable}}}`;
}

/** The variables of what a reference names: the environment, a neighbour or the service itself. Undefined where there is none of that name. */
export function variablesBehind({ service }: LiveReference, facts: FactSet, owner?: string): readonly LiveVariable[] | undefined {
  const link = valueOf(facts['live.service']);
  if (service === 'shared') return link?.sharedVariables ?? [];
  const name = service ?? owner ?? link?.name;
  if (name === link?.name) return liveVariables(facts);
  return valueOf(facts['live.neighbours'])?.find((neighbour) => neighbour.name === name)?.variables;
}

/** What a value comes to where it is nothing but a reference, over several steps; a reference that leads nowhere stays. */
export function followed(variable: LiveVariable, facts: FactSet): LiveVariable {
  let [current, owner]: [LiveVariable, string | undefined] = [variable, undefined];
  for (let step = 0; step < LONGEST_WAY; step += 1) {
    const reference = onlyReference(current);
    const next: LiveVariable | undefined = reference && variablesBehind(reference, facts, owner)?.find(({ name }) => name === reference.variable);
    if (next === undefined) return current;
    [current, owner] = [next, reference?.service ?? owner];
  }
  return variable;
}

/** True where a file names the variable, a command on the platform reads it, or another variable refers to it. */
export function isRead({ name, isMentioned }: ServiceVariable, facts: FactSet): boolean {
  if (isMentioned) return true;
  const settings = valueOf(facts['live.settings']) ?? [];
  if (settings.some(({ value }) => (Array.isArray(value) ? value : [value]).some((text) => isNamedIn(String(text), name)))) return true;
  return isReferredTo(name, facts);
}

function isReferredTo(name: string, facts: FactSet): boolean {
  const own = valueOf(facts['live.service'])?.name;
  const isOwn = ({ service, variable }: LiveReference) => variable === name && (service === undefined || service === own);
  if (liveVariables(facts).some((variable) => variable.name !== name && variable.references.some(isOwn))) return true;
  const neighbours = valueOf(facts['live.neighbours']) ?? [];
  return neighbours.some(({ variables }) => variables.some(({ references }) => references.some(({ service, variable }) => variable === name && service === own)));
}

/** True for a service that deploys an image, so that no builder reads its variables, whatever a file names. */
export function deploysImage(facts: FactSet): boolean {
  const source = valueOf(facts['live.service'])?.source;
  return source?.image !== undefined && source.repo === undefined;
}

/** True for an environment that visitors use, as far as its name tells. */
export function isProduction(facts: FactSet): boolean {
  return /^(?:prod(?:uction)?|live|main)$/i.test(valueOf(facts['live.service'])?.environment.name ?? '');
}
