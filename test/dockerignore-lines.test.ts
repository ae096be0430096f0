import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDockerIgnore } from '../src/documents/docker-ignore.ts';
import { loadCatalogue } from '../src/rules/catalogue.ts';

describe('build/context-ignore', () => {
  it.each(['python', 'node'])('adds the lines of the template for %s to a file that is there', async (language) => {
    const rule = (await loadCatalogue()).rules.find(({ id }) => id === 'build/context-ignore');
    const template = readFileSync(new URL(`../templates/docker/${language}.dockerignore`, import.meta.url), 'utf8');
    expect(readDockerIgnore(template).map(({ pattern }) => pattern)).toEqual(rule?.params[language]);
  });
});
