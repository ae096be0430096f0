import { parseJson } from '../documents/json.ts';
import { parseToml } from '../documents/toml.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import type { Variable } from '../model/facts/build.ts';
import { declared } from '../model/fact.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import { brokenReading, collectorFor } from './statements.ts';
import type { Collector } from './statements.ts';

/** How a data file is written: `jsonc` is JSON whose reader takes comments. */
export type DataFormat = 'json' | 'jsonc' | 'toml';

export interface DataFile {
  readonly by: string;
  readonly file: SourceFile;
  readonly format: DataFormat;
}

/** Reads a file that must hold one object; repeated keys become problems. */
export async function readDataFile(source: DataFile, read: (root: ObjectNode, collector: Collector) => void): Promise<Reading> {
  const { by, file, format } = source;
  const parsed = format === 'toml' ? await parseToml(file.text) : await parseJson(file.text, { comments: format === 'jsonc' });
  if (!parsed.ok) return brokenReading(file, parsed.problem);
  const { root, repeated } = parsed.document;
  if (root.kind !== 'object') return brokenReading(file, { message: 'the file holds no object', range: root.range });
  const collector = collectorFor(by, file);
  for (const { key, range } of repeated) collector.problem('duplicate-key', `${key} is set twice, and the last one counts`, range);
  read(root, collector);
  return { statements: collector.statements, problems: collector.problems };
}

/** The variables of an object of names and values. */
export function variablesOf(node: DataNode | undefined, scope: Variable['scope'], file: SourceFile): Variable[] {
  if (node?.kind !== 'object') return [];
  return node.entries.map(({ key, keyRange, value }) => ({
    variable: key,
    value: value.kind === 'object' || value.kind === 'array' || value.kind === 'null' ? undefined : String(value.value),
    at: declared('build.variables', key, file, keyRange),
    scope,
  }));
}

/** What a value is, in the user's words. */
export function kindOf(node: DataNode): string {
  return node.kind === 'array' || node.kind === 'object' ? `an ${node.kind}` : `a ${node.kind}`;
}
