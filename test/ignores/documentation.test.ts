import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { onlyService, scanTexts, WEB } from '../support/scan-texts.ts';

const page = readFileSync(new URL('../../docs/ignoring.md', import.meta.url), 'utf8');

/** The first example of a language. */
function example(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1];
  if (found === undefined) throw new Error(`docs/ignoring.md has no example in ${language}`);
  return found;
}

const FASTAPI = { Procfile: 'web: uvicorn app:app --host 0.0.0.0 --port $PORT\n', 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.0\n' };

describe('docs/ignoring.md', () => {
  it.each([
    ['Procfile', 'server/workers', { ...WEB, Procfile: example('Procfile') }],
    ['python', 'async/blocking-call', { ...FASTAPI, 'app.py': example('python') }],
  ])('has an example in %s that ignores %s', async (language, rule, files) => {
    const service = onlyService(await scanTexts(files));
    expect(service.ignored.map(({ finding }) => finding.rule)).toEqual([rule]);
    expect(service.findings.filter((finding) => finding.rule.startsWith('config/'))).toEqual([]);
    const path = language === 'python' ? 'app.py' : 'Procfile';
    const without = onlyService(await scanTexts({ ...files, [path]: example(language).replaceAll(/#.*/g, '') }));
    expect(without.findings.map((finding) => finding.rule)).toContain(rule);
  });
});
