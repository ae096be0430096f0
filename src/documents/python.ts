import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Parser } from 'web-tree-sitter';
import { breathe } from '../text/breathe.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import { commentLines, joinCommentLines } from './python-comments.ts';
import type { PythonModule } from './python-tree.ts';
import { rawTreeOf } from './python-raw.ts';
import { statementsOf } from './python-statements.ts';
import { wasmUrl } from './wasm-path.ts';

let loading: Promise<Parser> | undefined;

/** What a file says, for as long as somebody holds the file. */
const READ = new WeakMap<{ readonly text: string }, Promise<Parsed<PythonModule>>>();

/** Reads a file once, however many services, builders and start commands ask for it. */
export function parsePythonFile(file: { readonly text: string }): Promise<Parsed<PythonModule>> {
  const known = READ.get(file);
  if (known !== undefined) return known;
  const parsed = parsePython(file.text);
  READ.set(file, parsed);
  return parsed;
}

/** Begins to load the parser, whose WebAssembly compiles in the background: for a project that will surely need it. */
export function warmPythonParser(): void {
  loading ??= loadParser();
  loading.catch(() => undefined); // whoever parses first meets the error
}

/** Reads Python source of any version. Places it cannot read are listed; it refuses only a text without any Python in it. */
export async function parsePython(text: string): Promise<Parsed<PythonModule>> {
  loading ??= loadParser();
  const parser = await loading;
  await breathe();
  const { read, isSpent } = boundedReader(joinCommentLines(text));
  const tree = parser.parse(read);
  if (tree === null) return refusal('this is not Python', text);
  try {
    if (isSpent()) return refusal('this takes too long to read', text);
    const { root, errors, comments } = rawTreeOf(tree);
    const body = statementsOf(root.children, text);
    if (body.length === 0 && errors.length > 0) return refusal('this is not Python', text);
    return { ok: true, document: { kind: 'module', body, range: { start: 0, end: text.length }, errors, comments: commentLines(comments, text) } };
  } finally {
    tree.delete();
  }
}

async function loadParser(): Promise<Parser> {
  // Node 20 waits at exit for the optimising compiler of WebAssembly, which costs a short run 100 ms; later ones do not.
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--liftoff-only');
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init({ locateFile: () => fileURLToPath(wasmUrl('web-tree-sitter.wasm')) });
  const language = await Language.load(fileURLToPath(wasmUrl('tree-sitter-python.wasm')));
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

/** What the parser reads at once, in characters: web-tree-sitter has a buffer of 10 KB for them. */
const PART = 5000;
/** Code that people wrote makes it read each part up to 25 times. */
const MOST_READS = 50;

/** Gives the parser a text until it has read each part so often that its time grows with the square of the length. */
function boundedReader(text: string): { readonly read: (index: number) => string | undefined; readonly isSpent: () => boolean } {
  let left = MOST_READS * (10 + text.length / PART);
  return { read: (index) => ((left -= 1) < 0 ? undefined : text.slice(index)), isSpent: () => left < 0 };
}

function refusal(message: string, text: string): Parsed<PythonModule> {
  return { ok: false, problem: { message, range: { start: 0, end: text.length } } };
}
