import { syntaxFailure } from '../text/conflict-marker.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import type { DataDocument, DataNode } from './data.ts';
import { buildYamlTree } from './yaml-tree.ts';

/** What a file without any document says. */
const EMPTY: DataNode = { kind: 'null', value: null, range: { start: 0, end: 0 } };

/** Reads the first document of a YAML file, as most tools do. */
export async function parseYaml(text: string): Promise<Parsed<DataDocument>> {
  const parsed = await parseYamlDocuments(text, 1);
  if (!parsed.ok) return parsed;
  const [first] = parsed.document;
  return { ok: true, document: first ?? { root: EMPTY, repeated: [] } };
}

/** Reads the documents of a YAML file, at most `limit` of them; an error further down does not matter. */
export async function parseYamlDocuments(text: string, limit = 100): Promise<Parsed<readonly DataDocument[]>> {
  const loaded = await import('yaml');
  const yaml = loaded.default ?? loaded;
  const documents: DataDocument[] = [];
  try {
    for (const document of yaml.parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })) {
      if (documents.length === limit) break;
      const [error] = document.errors;
      if (error !== undefined) return syntaxFailure(text, messageFrom(error.message), { start: error.pos[0], end: error.pos[1] });
      const built = buildYamlTree(yaml, document.contents, text);
      if (!built.ok) return built;
      documents.push(built.document);
    }
  } catch (error) {
    // Only nesting that overflows the parser's stack gets here: https://github.com/eemeli/yaml reports the rest as values.
    if (!(error instanceof RangeError)) throw error;
    return syntaxFailure(text, 'nested too deeply', { start: 0, end: 0 });
  }
  return { ok: true, document: documents };
}

function messageFrom(message: string): string {
  if (message.includes('call stack')) return 'nested too deeply';
  const line = message.split('\n', 1)[0] ?? message;
  return line.replace(/[.:]$/, '');
}
