import type { Range } from '../../text/range.ts';

/** Marks that the library puts between lexemes, which are no text: https://eemeli.org/yaml/#lexer */
const MARKS = new Set(['\u0002', '\u0018', '\u001F']);
const SCALAR = '\u001F';

/** The comments of a YAML text, of all its documents. */
export async function yamlComments(text: string): Promise<readonly Range[]> {
  const loaded = await import('yaml');
  const { CST, Lexer } = loaded.default ?? loaded;
  const comments: Range[] = [];
  let start = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    const isMark = MARKS.has(lexeme);
    // A block of text may begin with a number sign; the mark before it says that it is one.
    if (!isMark && previous !== SCALAR && CST.tokenType(lexeme) === 'comment') comments.push({ start, end: start + lexeme.length });
    if (!isMark) start += lexeme.length;
    previous = lexeme;
  }
  return comments;
}
