import type { ProjectFiles } from '../model/files.ts';

/**
 * Which names of variables the files of a project hold, each as a word: in any letters, since settings libraries take the variable
 * GUNICORN_WORKERS for a field `gunicorn_workers`, or by its first part in quotes, which they put before the names of fields (`env_prefix = "GUNICORN_"`).
 * https://docs.pydantic.dev/latest/concepts/pydantic_settings/#environment-variable-names
 */
export function mentionedNames(names: readonly string[], files: ProjectFiles): ReadonlySet<string> {
  const byWord = new Map<string, string[]>();
  for (const name of names) for (const word of wordsFor(name)) byWord.set(word, [...(byWord.get(word) ?? []), name]);
  const mentioned = new Set<string>();
  if (byWord.size === 0) return mentioned;
  const pattern = new RegExp(`(?<![A-Za-z0-9_])(?:${[...byWord.keys()].sort((a, b) => b.length - a.length).map(escaped).join('|')})(?![A-Za-z0-9_])`, 'gi');
  for (const path of files.paths) {
    for (const [word] of (files.read(path)?.text ?? '').matchAll(pattern)) {
      for (const name of byWord.get(word.toLowerCase().replaceAll(/['`]/g, '"')) ?? []) mentioned.add(name);
    }
    if (mentioned.size === names.length) break;
  }
  return mentioned;
}

/** The name, and each of its beginnings in quotes: `"gunicorn_"`. */
function wordsFor(name: string): readonly string[] {
  const lower = name.toLowerCase();
  const beginnings = [...lower.matchAll(/_/g)].map(({ index }) => `"${lower.slice(0, index + 1)}"`);
  return [lower, ...beginnings];
}

/** The word for a pattern; a quote stands for every kind of quote. */
function escaped(word: string): string {
  return word.replaceAll(/[^a-z0-9_"]/g, '\\$&').replaceAll('"', '["\'`]');
}
