import type { AST } from 'toml-eslint-parser';
import { syntaxFailure } from '../text/conflict-marker.ts';
import { offsetAt } from '../text/range.ts';
import type { Range } from '../text/range.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import type { DataDocument } from './data.ts';
import { buildTomlTree } from './toml-tree.ts';

/** Reads TOML 1.1. `toml` says whether it is valid, the other parser knows where everything stands. */
export async function parseToml(text: string): Promise<Parsed<DataDocument>> {
  const [loaded, { parseTOML }] = await Promise.all([import('toml'), import('toml-eslint-parser')]);
  const { parse } = loaded.default ?? loaded;
  try {
    // Integers beyond 2^53 are valid TOML; without this the parser refuses them.
    parse(text, { bigint: true });
  } catch (error) {
    return syntaxFailure(text, messageFrom(error), placeOf(text, error));
  }
  try {
    const program: AST.TOMLProgram = parseTOML(endedText(text), { tomlVersion: 'latest' });
    return { ok: true, document: { root: buildTomlTree(program, text), repeated: [] } };
  } catch (error) {
    return syntaxFailure(text, messageFrom(error), placeOf(text, error));
  }
}

/** The text with a newline at its end: toml-eslint-parser 1.0.3 gives a `0` that ends the text an empty range. */
export const endedText = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** What the parsers say about the place of an error: one of three shapes, or nothing. */
interface Reported {
  readonly message?: string;
  readonly index?: number;
  readonly line?: number;
  readonly column?: number;
  readonly location?: { readonly start?: { readonly offset?: number } };
}

function placeOf(text: string, error: unknown): Range {
  const reported = error as Reported; // Border: whatever a parser threw.
  const line = reported.line === undefined ? 0 : offsetAt(text, reported.line, (reported.column ?? 1) - 1);
  const start = reported.location?.start?.offset ?? reported.index ?? line;
  return { start, end: start + 1 };
}

/** The parsers list every character that could come next; the character that did come says more. */
function messageFrom(error: unknown): string {
  const message = (error as Reported).message ?? '';
  const repeated = /^Cannot redefine existing key '(.{1,200})'/u.exec(message)?.[1];
  if (repeated !== undefined) return `${repeated} is set twice`;
  const found = / but (".{1,8}"|end of input) found\.$/su.exec(message)?.[1];
  if (found === 'end of input') return 'the file ends too early';
  if (found === String.raw`"\n"` || found === String.raw`"\r"`) return 'the line ends too early';
  if (found !== undefined) return `${found} cannot stand here`;
  if (error instanceof RangeError) return 'nested too deeply, or a string is too long';
  return message === '' ? 'this is no TOML' : message.replace(/\.$/, '');
}
