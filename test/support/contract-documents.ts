import { execaSync } from 'execa';
import { expect } from 'vitest';
import type { FormatName } from '../../src/reporters/format.ts';
import { WITHOUT_XMLLINT } from './real-tools.ts';

const json = (text: string): unknown => JSON.parse(text);

/** Says by a parser of the format's own whether a text is one document of it and nothing else. Throws, or fails, where it is not. */
export const DOCUMENTS: Readonly<Record<FormatName, (text: string) => void>> = {
  text: (text) => expect(text).toMatch(/\d+\/100 \w+.* 2026\.1 *\n(?:::.*\n)*$/),
  json: (text) => expect(json(text)).toMatchObject({ schemaVersion: 1, edition: '2026.1' }),
  markdown: (text) => expect(text).toMatch(/^<!-- optimize[^\n]*-->\n/),
  html: (text) => expect(text).toMatch(/^<!doctype html>\n[^]*<\/html>\n$/i),
  sarif: (text) => expect(json(text)).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'optimize' } } }] }),
  github: (text) => expect(text.split('\n').filter((line) => line !== '' && !/^::(?:error|warning|notice)\b/.test(line))).toEqual([]),
  summary: (text) => expect(text).toMatch(/^#+ /),
  gitlab: (text) => expect(json(text)).toBeInstanceOf(Array),
  junit: (text) => expect(rootOf(text)).toBe('testsuites'),
  agent: (text) => expect(text).toMatch(/^(?:score|check) [^\n]+\n(?:\S[^\n]*\n)*$/),
  score: (text) => expect(text).toMatch(/^\d{1,3}\n$/),
  badge: (text) => expect(json(text)).toMatchObject({ schemaVersion: 1, label: 'deployment' }),
  'badge-svg': (text) => expect(rootOf(text)).toBe('svg'),
};

/** The name of the only element at the top of an XML document. */
function rootOf(text: string): string {
  return WITHOUT_XMLLINT ? (/^(?:<\?[^>]*>\s*)?<([\w-]+)[^]*<\/\1>\s*$/.exec(text)?.[1] ?? '') : execaSync('xmllint', ['--nonet', '--xpath', 'local-name(/*)', '-'], { input: text }).stdout;
}

/** The document of an error, and nothing else. */
export function errorIn(text: string): { readonly code: string; readonly message: string; readonly hint: string } {
  const document = JSON.parse(text) as { readonly error: { readonly code: string; readonly message: string; readonly hint: string } };
  expect(document).toEqual({ ok: false, error: { code: expect.any(String), message: expect.any(String), hint: expect.any(String) } });
  return document.error;
}
