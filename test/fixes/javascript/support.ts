import type { FixContext } from '../../../src/fixes/context.ts';
import { patchedFiles } from '../../../src/fixes/patched.ts';
import type { Planned } from '../../../src/model/change.ts';
import { declared, type Known } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { filesOf } from '../../support/files.ts';

/** What a planner sees of a project of these files, with one service. */
export function contextOf(texts: Readonly<Record<string, string>>, { name = 'web', facts = {} }: { readonly name?: string; readonly facts?: FactSet } = {}): FixContext {
  const service = { name, root: '', facts, overrides: [], files: [], problems: [] };
  return { files: filesOf(texts), service, services: [service], asOf: '2026-11-22', template: () => undefined };
}

/** The text of a file after a plan, or why there is none. */
export function resultOf(planned: Planned, context: FixContext, path: string): string {
  if (!planned.ok) return `refused: ${planned.because}`;
  const patched = patchedFiles(planned.changes, context.files);
  if ('because' in patched) return String(patched.because);
  return patched.get(path)?.text ?? context.files.read(path)?.text ?? '';
}

/** A fact that stands where a part of a text is first found. */
export function factAt(path: string, text: string, part: string): Known<string> {
  const start = text.indexOf(part);
  if (start === -1) throw new Error(`${path} does not hold ${part}`);
  return declared('place', part, { path, text }, { start, end: start + part.length });
}
