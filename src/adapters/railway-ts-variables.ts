import { declared } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import { propertyOf, spreadInto } from './railway-ts-values.ts';
import type { IacProperty, IacValue } from './railway-ts-values.ts';
import type { Collector } from './statements.ts';

/** Names of variables whose values stay out of every report. */
const SECRET_NAME = /secret|token|passw|pwd|key|credential|private|dsn|auth|salt|cert|signature|webhook/i;
/** A reference that Railway fills in, or a user and a password in a URL. */
const SECRET_VALUE = /\$\{\{|:\/\/[^/\s]*@|-----BEGIN/;

/** Names of all variables; values only where they can be no secret. Every service states them, so that none stays unmentioned. */
export function stateVariables(service: string, env: IacValue, collector: Collector): void {
  const properties = new Map<string, IacProperty>();
  spreadInto(properties, env);
  const variables = [...properties].map(([variable, { keyRange, value }]): Variable => ({
    variable,
    value: shownValue(variable, value.kind === 'object' ? propertyOf(value, 'value') : value),
    at: declared('deploy.variables', variable, collector.file, keyRange),
    scope: 'run',
    ...(value.kind === 'resource' && value.type === 'preserve' ? { isPreserved: true } : {}),
  }));
  collector.known('deploy.variables', variables, env.range, { service });
}

function shownValue(variable: string, value: IacValue): string | undefined {
  if (value.kind !== 'literal' || SECRET_NAME.test(variable)) return undefined;
  const text = String(value.value);
  return SECRET_VALUE.test(text) ? undefined : text;
}
