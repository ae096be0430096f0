import { readPythonCode } from '../../../src/code/python/read-python-code.ts';
import { PYTHON_REWRITINGS } from '../../../src/fixes/python/rewritings.ts';
import { patchedFiles } from '../../../src/fixes/patched.ts';
import type { Evidence } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import type { Plain } from '../../../src/model/change.ts';
import { filesOf } from '../../support/files.ts';

/** A rewriting of a small project, and the places that its facts give for it. */
export interface Asked {
  readonly how: string;
  readonly at: (facts: FactSet) => readonly Evidence[];
  readonly with?: Readonly<Record<string, Plain>>;
  /** What is known of the service besides its code. */
  readonly known?: FactSet;
}

/** What a rewriting makes of a project: the texts after it, or why it was refused; undefined where no fact asks for it. */
export async function rewritten(texts: Readonly<Record<string, string>>, { how, at, with: values, known = {} }: Asked): Promise<Readonly<Record<string, string>> | { readonly because: string } | undefined> {
  const files = filesOf(texts);
  const { facts } = await readPythonCode({ files, root: '', paths: files.paths, facts: {}, environment: new Map() });
  const [first, ...rest] = at(facts);
  if (first === undefined) return undefined;
  const service = { name: 'shop', root: '', facts: { ...facts, ...known }, overrides: [], files: files.paths, problems: [] };
  const change = { kind: 'rewrite' as const, how, at: [first, ...rest] as const, ...(values === undefined ? {} : { with: values }) };
  const planned = await PYTHON_REWRITINGS[how]?.(change, { files, service, services: [service], asOf: '2026-11-22', template: () => undefined });
  if (planned === undefined) throw new Error(`there is no rewriting ${how}`);
  if (!planned.ok) return { because: planned.because };
  const patched = patchedFiles(planned.changes, files);
  if ('because' in patched) throw new Error(String(patched.because));
  return { ...texts, ...Object.fromEntries([...(patched as ReadonlyMap<string, { text: string } | undefined>)].map(([path, file]) => [path, file?.text ?? ''])) };
}

const listOf = (fact: unknown): readonly { readonly at: Evidence; readonly scope?: string; readonly library?: string }[] =>
  ((fact as { state?: string; value?: readonly { at: Evidence; scope?: string }[] } | undefined)?.value ?? []);

/** The rewritings with the facts that ask for them, as the rules do. */
export const ASKED = {
  client: { how: 'share-client', at: (facts: FactSet) => listOf(facts['http.clients']).filter(({ scope, library }) => scope === 'request' && library !== 'requests').map(({ at }) => at) },
  engine: { how: 'share-client', at: (facts: FactSet) => listOf(facts['database.pools']).filter(({ scope }) => scope === 'request').slice(0, 1).map(({ at }) => at) },
  blocking: { how: 'unblock-call', at: (facts: FactSet) => listOf(facts['async.blockingCalls']).filter(({ scope }) => scope === 'request').slice(0, 1).map(({ at }) => at) },
  hosts: { how: 'add-host', at: (facts: FactSet) => listOf(facts['web.hostAllowlists']).filter((list) => !JSON.stringify(list).includes('"healthcheck.railway.app"')).map(({ at }) => at), with: { host: 'healthcheck.railway.app' } },
  debug: { how: 'debug-from-environment', at: (facts: FactSet) => listOf(facts['web.debugSettings']).slice(0, 1).map(({ at }) => at), with: { variable: 'SHOP_DEBUG' } },
} satisfies Readonly<Record<string, Asked>>;
