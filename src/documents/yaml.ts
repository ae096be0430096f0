import type { CST } from 'yaml';
import { syntaxFailure } from '../text/conflict-marker.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import type { DataDocument, DataNode } from './data.ts';
import { buildYamlTree } from './yaml-tree.ts';

/** Levels that are read: what is nested deeper is no configuration, and reading it takes the stack of the program. */
const DEEPEST = 200;
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
  const tokens = [...new yaml.Parser().parse(text)];
  const deep = offsetOfDeepest(tokens);
  if (deep !== undefined) return syntaxFailure(text, `nested deeper than ${DEEPEST} levels`, { start: deep, end: deep + 1 });
  const documents: DataDocument[] = [];
  for (const document of new yaml.Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' }).compose(tokens)) {
    if (documents.length === limit) break;
    const [error] = document.errors;
    if (error !== undefined) return syntaxFailure(text, messageFrom(error.message), { start: error.pos[0], end: error.pos[1] });
    const built = buildYamlTree(yaml, document.contents, text);
    if (!built.ok) return built;
    documents.push(built.document);
  }
  return { ok: true, document: documents };
}

/**
 * Where something stands too deep; undefined where nothing does. The library finds tokens without recursion and composes them with it, and a
 * pattern that V8 compiles at the end of the stack ends the process, where all else would only throw.
 */
function offsetOfDeepest(tokens: readonly CST.Token[]): number | undefined {
  const open: [token: CST.Token, depth: number][] = tokens.map((token) => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next;
    if (depth > DEEPEST) return token.offset;
    for (const inner of tokensIn(token)) open.push([inner, depth + 1]);
  }
  return undefined;
}

function tokensIn(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  return 'items' in token ? token.items.flatMap(({ key, value }) => [key, value].filter((each) => each !== null && each !== undefined)) : [];
}

function messageFrom(message: string): string {
  const line = message.split('\n', 1)[0] ?? message;
  return line.replace(/[.:]$/, '');
}
