import { readJavaScriptCode } from '../../../src/code/javascript/read-javascript-code.ts';
import { declared } from '../../../src/model/fact.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { filesOf } from '../../support/files.ts';

/** Reads a small project that starts with a file. */
export async function readFacts(texts: Readonly<Record<string, string>>, start: string | undefined): Promise<FactSet> {
  return (await readProject(texts, start)).facts;
}

export async function readProject(texts: Readonly<Record<string, string>>, start: string | undefined, environment: ReadonlyMap<string, Fact<string>> = new Map()) {
  const files = filesOf(texts);
  const source = { path: 'Procfile', text: 'web: x' };
  const facts: FactSet = start === undefined ? {} : { 'start.app': declared('start.app', start, source, { start: 0, end: 1 }) };
  return readJavaScriptCode({ files, root: '', paths: files.paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path)), facts, environment });
}

/** Routes as people write them: `GET /users`, with `?` when a prefix is unknown. */
export function printRoutes(facts: FactSet): string[] {
  const fact = facts['web.routes'];
  const routes = fact?.state === 'known' ? fact.value : [];
  return routes.map((route) => `${route.methods.join(',')} ${route.path.value}${route.complete ? '' : ' ?'}`).sort();
}

export function isComplete(facts: FactSet): boolean | undefined {
  const fact = facts['web.routesComplete'];
  return fact?.state === 'known' ? fact.value : undefined;
}
