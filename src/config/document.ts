import { entryOf, type DataDocument, type DataNode } from '../documents/data.ts';
import { parseJson } from '../documents/json.ts';
import { parseToml } from '../documents/toml.ts';
import { parseYamlDocuments } from '../documents/yaml.ts';
import { baseName } from '../model/files.ts';
import { MANIFEST, PACKAGE_KEY } from '../model/own-config.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import type { Mistake } from './mistakes.ts';

/** What a configuration file holds, or why it cannot be read. A file without content holds nothing, which is no mistake. */
export async function readDocument(file: SourceFile): Promise<{ readonly root: DataNode; readonly mistakes: readonly Mistake[] }> {
  const parsed = await parseByName(file);
  const nothing: DataNode = { kind: 'null', value: null, range: { start: 0, end: 0 } };
  if (!parsed.ok) {
    const { message, range } = parsed.problem;
    return { root: nothing, mistakes: [{ range, message, hint: `the file must be valid ${languageOf(file)}` }] };
  }
  const [first = { root: nothing, repeated: [] }, second] = parsed.document;
  const isPackage = baseName(file.path) === MANIFEST;
  const root = isPackage ? (entryOf(first.root, PACKAGE_KEY)?.value ?? nothing) : first.root;
  const further = second === undefined ? [] : [{ range: second.root.range, message: 'the file goes on with a second document', hint: 'one document is read; remove the line --- and what follows' }];
  const repeated = first.repeated.filter(({ range }) => !isPackage || (range.start >= root.range.start && range.end <= root.range.end));
  return { root, mistakes: [...further, ...repeated.map(({ key, range }) => ({ range, message: `"${key}" stands here a second time`, hint: 'keep one of the two' }))] };
}

async function parseByName(file: SourceFile): Promise<Parsed<readonly DataDocument[]>> {
  if (languageOf(file) === 'YAML') return parseYamlDocuments(file.text, 2);
  const parsed = languageOf(file) === 'TOML' ? await parseToml(file.text) : await parseJson(file.text);
  return parsed.ok ? { ok: true, document: [parsed.document] } : parsed;
}

function languageOf(file: SourceFile): 'YAML' | 'TOML' | 'JSON' {
  if (file.path.endsWith('.toml')) return 'TOML';
  return file.path.endsWith('.json') ? 'JSON' : 'YAML';
}
