import type { Range } from '../text/range.ts';

/** A comment of a data file. */
export interface DataComment {
  /** The whole comment, marks included. */
  readonly range: Range;
  /** What it says, a line each, without its marks. */
  readonly lines: readonly string[];
}

/** Numbers of https://github.com/microsoft/node-jsonc-parser `SyntaxKind`, an enum that is erased. */
const JSON_TOKEN = { lineComment: 12, blockComment: 13, end: 17 } as const;

/** The comments of a JSON text whose reader takes them, in order. */
export async function jsonComments(text: string): Promise<readonly DataComment[]> {
  const loaded = await import('jsonc-parser');
  const { createScanner } = loaded.default ?? loaded;
  const scanner = createScanner(text, false);
  const comments: DataComment[] = [];
  for (let token: number = scanner.scan(); token !== JSON_TOKEN.end; token = scanner.scan()) {
    if (token !== JSON_TOKEN.lineComment && token !== JSON_TOKEN.blockComment) continue;
    const start = scanner.getTokenOffset();
    const written = text.slice(start, start + scanner.getTokenLength()).replace(/\r$/, '');
    comments.push({ range: { start, end: start + written.length }, lines: token === JSON_TOKEN.lineComment ? [written.slice(2).trim()] : linesOfBlock(written) });
  }
  return comments;
}

function linesOfBlock(written: string): readonly string[] {
  const lines = written.replace(/^\/\*+/, '').replace(/\*+\/$/, '').split(/\r?\n/).map((line) => line.replace(/^\s*\*?\s?/, '').trimEnd());
  while (lines.length > 1 && lines[0] === '') lines.shift();
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.trim() === '' ? '' : line);
}

/** The comments of a TOML text that parses, in order. */
export async function tomlComments(text: string): Promise<readonly DataComment[]> {
  const { parseTOML } = await import('toml-eslint-parser');
  return parseTOML(text, { tomlVersion: 'latest' }).comments.map(({ range: [start, end], value }) => ({
    range: { start, end }, lines: [value.trim()],
  }));
}
