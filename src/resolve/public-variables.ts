import { declared, type Fact, type Known } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import type { ServiceInput } from './service-input.ts';

/** Prefixes of variables that a bundler replaces by their values. https://nextjs.org/docs/app/guides/environment-variables, https://vite.dev/guide/env-and-mode */
const PREFIX = /^(?:NEXT_PUBLIC|VITE|REACT_APP|GATSBY|EXPO_PUBLIC)_/;

/** The variables for browsers that examples of `.env` name, each once; undefined where there are none. */
export function publicVariables({ statements }: ServiceInput): Fact<readonly Known<string>[]> | undefined {
  const found = new Map<string, Known<string>>();
  for (const { by, fact } of statements) {
    if (by !== 'env-example' || fact.name !== 'build.variables' || fact.state !== 'known') continue;
    for (const { variable, at } of fact.value as readonly Variable[]) {
      if (PREFIX.test(variable) && !found.has(variable)) found.set(variable, { ...at, name: 'build.publicVariables', value: variable });
    }
  }
  const [first] = found.values();
  if (first?.provenance.kind !== 'declared') return undefined;
  return declared('build.publicVariables', [...found.values()], first.provenance.file, first.provenance.range);
}
