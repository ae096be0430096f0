import { declared, type Known } from '../../model/fact.ts';
import type { SecretLiteral } from '../../model/facts/protection.ts';
import { baseName, type ProjectFiles } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { lineStart } from '../../text/layout.ts';
import { secretsIn } from '../../text/secrets.ts';
import { isEnvironmentFile, isExample } from './paths.ts';

/** Files that people write secrets into: code, configuration and scripts. */
const READ = /\.(?:py|[cm]?[jt]sx?|json|ya?ml|toml|ini|cfg|conf|properties|sh|bash|sql|xml|php|rb|go|java|kt|ex|exs)$|(?:^|\/)(?:Dockerfile[^/]*|Procfile[^/]*|\.npmrc|\.pypirc|\.netrc|alembic\.ini)$/;
const GENERATED = /(?:^|[/.-])(?:lock|package-lock|pnpm-lock|yarn|bun|composer|poetry|min|bundle|generated)\.(?:json|ya?ml|js|lock)$|(?:^|\/)(?:dist|build|out|vendor|public\/assets|static\/js|\.next|snapshots?|__snapshots__)\//;
const LARGEST = 400_000;

const FOUND = new WeakMap<SourceFile, readonly SecretLiteral[]>();

/** Secrets in the files of a service. Tests, examples, documentation, generated files and files of environment variables are left out. */
export function secretLiterals(files: ProjectFiles, paths: readonly string[]): readonly SecretLiteral[] {
  const found = paths.filter((path) => READ.test(path) && !GENERATED.test(path) && !isExample(path) && !isEnvironmentFile(baseName(path)))
    .flatMap((path) => secretsOf(files.read(path)));
  const byText = new Map<string, SecretLiteral>();
  for (const secret of found) {
    const text = textOf(secret.at);
    const first = byText.get(text);
    byText.set(text, first === undefined ? secret : { ...first, copies: [...first.copies, secret.at] });
  }
  return [...byText.values()];
}

/** What tells one secret from another; it is never part of a fact. */
function textOf({ provenance }: Known<string>): string {
  return provenance.kind === 'declared' ? provenance.file.text.slice(provenance.range.start, provenance.range.end) : '';
}

function secretsOf(file: SourceFile | undefined): readonly SecretLiteral[] {
  if (file === undefined || file.text.length > LARGEST) return [];
  const known = FOUND.get(file);
  if (known !== undefined) return known;
  // A comment gives a secret away as much as a value does: the words are looked for in the text, not in a tree.
  const found = secretsIn(file.text).map(({ kind, range }): SecretLiteral => {
    const at: Known<string> = declared('secret', kind, file, range);
    return { at, kind, name: nameBefore(file.text, range.start), copies: [] };
  });
  FOUND.set(file, found);
  return found;
}

/** Names that say what they hold; others are words of a message, and `pass` alone says not whose. */
const TELLING = /key|secret|token|pass|url|uri|dsn|credential/i;
const BARE = /^(?:key|secret|token|pass|password|url|uri|dsn|credentials?)$/i;

/** The name that the value is given to on its line: `API_KEY = "`, `"apiKey": "`. */
function nameBefore(text: string, offset: number): string | undefined {
  const name = /([A-Za-z_][\w-]*)["']?\s*(?:[:=]|:=|=>)\s*(?:[a-z]*["'`])?$/.exec(text.slice(lineStart(text, offset), offset))?.[1];
  return name !== undefined && TELLING.test(name) && !BARE.test(name) ? name : undefined;
}
