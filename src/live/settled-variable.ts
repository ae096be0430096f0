import type { LiveInput, LiveReference, LiveService, LiveVariable } from '../model/live-state.ts';

/** References that are followed, one after the other. */
const DEEPEST = 8;

/**
 * The variable that a variable takes its value from in the end: itself, or what its one reference names on the service, another one or
 * among the shared variables. Undefined where it names something that is not there or that Railway makes: `${{RAILWAY_PUBLIC_DOMAIN}}`.
 * https://docs.railway.com/variables/reference#template-syntax
 */
export function settledVariable(variable: LiveVariable, { state, service }: LiveInput, left = DEEPEST): LiveVariable | undefined {
  const [reference, ...more] = variable.references;
  if (reference === undefined || more.length > 0 || !isWhole(variable.shown)) return variable;
  const found = left === 0 ? undefined : targetOf(reference, { state, service });
  return found === undefined ? undefined : settledVariable(found.variable, { state, service: found.service }, left - 1);
}

/** True for a value that is one reference and nothing else. */
function isWhole(shown: string): boolean {
  return /^\$\{\{[^{}]+\}\}$/.test(shown.trim());
}

interface Target {
  readonly variable: LiveVariable;
  readonly service: LiveService;
}

/** Without a service it is a variable of the service itself; names count with their capitals. https://docs.railway.com/variables#reference-variables */
function targetOf({ service: named, variable: name }: LiveReference, { state, service }: LiveInput): Target | undefined {
  const owner = named === undefined ? service : state.services.find((each) => each.name === named);
  const variable = (named === 'shared' ? state.sharedVariables : owner?.variables)?.find((each) => each.name === name);
  return variable === undefined ? undefined : { variable, service: owner ?? service };
}
