import { baseName, type ProjectFiles } from '../model/files.ts';
import { isExport } from './export-mark.ts';

/** Code and configuration. Lock files name what others wrote, texts for people set nothing, and images and data name nothing. */
const TEXTS = /\.(?:py|pyi|[cm]?[jt]sx?|vue|svelte|astro|go|rb|php|java|kts?|scala|cs|fs|exs?|rs|gleam|sh|bash|zsh|fish|ps1|sql|prisma|ini|cfg|conf|toml|ya?ml|json5?|jsonc|properties|env|j2|tmpl|tpl|template|erb|html|xml|nix|mk)$/i;
const BARE = /^(?:Dockerfile.*|.*\.Dockerfile|Containerfile|Procfile.*|Makefile|Justfile|Caddyfile|Gemfile|Rakefile|\.env.*|entrypoint|start|run|bin)$/i;
const LOCKS = /(?:^|[/.-])(?:lock|lockb|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$|\.lock(?:\.json)?$/i;
/** A word, or the beginning of one in quotes, which keeps them: `"GUNICORN_"`. */
const WORDS = /["'`][a-z_]\w*_["'`]|[a-z_]\w*/g;

/**
 * Which of some names files of the project name; every file is read once, and an export of the platform's word, which has them all, counts for nothing. Settings libraries take the variable GUNICORN_WORKERS for a field
 * `gunicorn_workers`, or for the field `workers` behind `env_prefix = "GUNICORN_"`, and `A__B` for the field `b` of the field `a`.
 * https://docs.pydantic.dev/latest/concepts/pydantic_settings/#environment-variable-names
 */
export function mentionedNames(names: readonly string[], files: Pick<ProjectFiles, 'paths' | 'read'>): ReadonlySet<string> {
  if (names.length === 0) return new Set();
  const words = new Set(files.paths.filter(isText).flatMap((path) => wordsIn(files.read(path)?.text ?? '')));
  return new Set(names.filter((name) => isNamed(name.toLowerCase(), words)));
}

/** An export names all that is set, whoever reads it. */
function wordsIn(text: string): readonly string[] {
  return isExport(text) ? [] : [...text.toLowerCase().matchAll(WORDS)].map(([word]) => (/^\W/.test(word) ? `"${word.slice(1, -1)}"` : word));
}

function isNamed(name: string, words: ReadonlySet<string>): boolean {
  if (words.has(name)) return true;
  const parts = name.split('__');
  if (parts.length > 1 && parts.every((part) => isNamed(part, words))) return true;
  return [...name.matchAll(/_/g)].some(({ index }) => words.has(`"${name.slice(0, index + 1)}"`));
}

function isText(path: string): boolean {
  return (TEXTS.test(path) || BARE.test(baseName(path))) && !LOCKS.test(path);
}
