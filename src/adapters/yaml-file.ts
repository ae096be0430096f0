import type { ObjectNode } from '../documents/data.ts';
import { parseYaml } from '../documents/yaml.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import { brokenReading, collectorFor } from './statements.ts';
import type { Collector } from './statements.ts';

/** Reads a YAML file that must hold one mapping; repeated keys become problems. An empty file says nothing. */
export async function readYamlFile(by: string, file: SourceFile, read: (root: ObjectNode, collector: Collector) => void): Promise<Reading> {
  const parsed = await parseYaml(file.text);
  if (!parsed.ok) return brokenReading(file, parsed.problem);
  const { root, repeated } = parsed.document;
  if (root.kind === 'null') return { statements: [], problems: [] };
  if (root.kind !== 'object') return brokenReading(file, { message: 'the file holds no mapping', range: root.range });
  const collector = collectorFor(by, file);
  for (const { key, range } of repeated) collector.problem('duplicate-key', `${key} is set twice, and the last one counts`, range);
  read(root, collector);
  return { statements: collector.statements, problems: collector.problems };
}
