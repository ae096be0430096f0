import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CatalogueSource } from './catalogue-source.ts';
import type { Check } from './check.ts';

/**
 * Reads the rules folder from the disk. Only the sources do so (tests, development): the build puts the same values into the
 * bundle under the name `#catalogue`, so that a scan opens no rule file.
 */
export async function readCatalogue(): Promise<CatalogueSource> {
  const { parse } = await import('yaml');
  const folder = fileURLToPath(new URL('./rules/', import.meta.resolve('#package.json')));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).sort();
  const rules: Record<string, unknown> = {};
  const editions: Record<string, unknown> = {};
  const tables: Record<string, unknown> = {};
  const checks: Record<string, Check> = {};
  for (const path of paths) {
    if (path.endsWith('.ts') && !path.startsWith('shared/')) {
      const module = (await import(new URL(path, `file://${folder}`).href)) as { default: Check };
      checks[path.slice(0, -'.ts'.length)] = module.default;
    }
    if (!path.endsWith('.yaml')) continue;
    const value: unknown = parse(readFileSync(folder + path, 'utf8'));
    const name = path.slice(path.indexOf('/') + 1, -'.yaml'.length);
    if (path.startsWith('editions/')) editions[name] = value;
    else if (path.startsWith('data/')) tables[name] = value;
    else rules[path] = value;
  }
  return { rules, editions, tables, checks };
}
