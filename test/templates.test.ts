import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseTypeScript, walk, type SyntaxNode } from '../src/documents/typescript.ts';
import { isGiven, placeholdersOf } from '../src/fixes/templates/render-template.ts';

/** The contract of the templates folder: what rules name exists, what templates ask for is given, and each is run by a test. */
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const TEMPLATES = at('../templates/');

const below = (folder: string, pattern: RegExp): readonly string[] => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && pattern.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));

const templates = below(TEMPLATES, /./).map((path) => path.slice(TEMPLATES.length).replaceAll('\\', '/')).filter((path) => path !== 'README.md').sort();
const folders = new Set(templates.map((path) => path.split('/')[0] ?? ''));

/** Texts of the rules and the planner that look like a template's path, and the keys of every `with`. */
async function namedIn(paths: readonly string[]): Promise<{ readonly texts: readonly string[]; readonly given: ReadonlySet<string> }> {
  const texts: string[] = [];
  const given = new Set<string>();
  for (const path of paths) {
    const parsed = await parseTypeScript(path, readFileSync(path, 'utf8'));
    if (!parsed.ok) throw new Error(`${path}: ${parsed.problem.message}`);
    walk(parsed.document, (node) => {
      if (node.type === 'Literal' && 'value' in node && typeof node.value === 'string') texts.push(node.value);
      if (node.type === 'Property' && keyOf(node) === 'with') walk(node, (inner) => { if (inner.type === 'Property') given.add(keyOf(inner)); });
    });
  }
  return { texts, given };
}

function keyOf(node: SyntaxNode): string {
  const { key } = node as SyntaxNode & { readonly key: SyntaxNode & { readonly name?: string; readonly value?: unknown } };
  return key.name ?? String(key.value);
}

/** Names that the planners of insertions and migrations put in themselves. */
const PLANNED = ['web.app', 'server', 'route', 'label', 'leaf', 'up', 'down'];

const rules = await namedIn(below(at('../rules/'), /\.ts$/));
const tests = await namedIn(below(at('./fixes/'), /\.test\.ts$/));

describe('the templates folder', () => {
  it('has every template that a rule names', () => {
    const named = rules.texts.filter((text) => /^[a-z]+\/[\w.-]+\.\w+$/.test(text) && folders.has(text.split('/')[0] ?? ''));
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter((path) => !templates.includes(path))).toEqual([]);
  });

  it('has every file that the page of a rule points at', () => {
    const pages = below(at('../rules/'), /\.yaml$/).map((path) => /^templates: \[(.+)\]$/m.exec(readFileSync(path, 'utf8'))?.[1]).filter((list) => list !== undefined);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flatMap((list) => list.split(', ')).filter((path) => !templates.includes(path))).toEqual([]);
  });

  it.each(templates.map((path) => [path, placeholdersOf(readFileSync(join(TEMPLATES, path), 'utf8'))] as const))('knows what %s asks for', (path, names) => {
    const isUsed = rules.texts.includes(path);
    const unknown = names.filter((name) => !isGiven(name) && !PLANNED.includes(name) && !rules.given.has(name) && (isUsed || !tests.given.has(name)));
    expect(unknown).toEqual([]);
  });

  it('holds no braces that only look like a placeholder', () => {
    const loose = templates.filter((path) => /\{\{(?! [\w.]+ \}\})|(?<!\{\{ [\w.]+ )\}\}/.test(readFileSync(join(TEMPLATES, path), 'utf8')));
    expect(loose).toEqual([]);
  });

  it('is run by the tests, template by template', () => {
    const texts = below(at('./fixes/'), /\.test\.ts$/).map((path) => readFileSync(path, 'utf8')).join('\n');
    const byName = (path: string) => texts.includes(`'${path}'`);
    const byFolder = (path: string) => path.startsWith('docker/') || /^(django|knex)\/migration/.test(path);
    expect(templates.filter((path) => !byName(path) && !byFolder(path))).toEqual([]);
  });

  it('ends each with one newline, and has no Windows line ends', () => {
    expect(templates.filter((path) => !/[^\n]\n$/.test(readFileSync(join(TEMPLATES, path), 'utf8')) || readFileSync(join(TEMPLATES, path), 'utf8').includes('\r'))).toEqual([]);
  });
});
