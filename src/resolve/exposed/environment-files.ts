import { declared } from '../../model/fact.ts';
import type { EnvironmentFile } from '../../model/facts/protection.ts';
import { baseName, type ProjectFiles } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { isPublicName, isSecretName } from '../../text/secret-names.ts';
import { isPlaceholder, isRandom, secretsIn } from '../../text/secrets.ts';
import { isEnvironmentFile, isExample } from './paths.ts';

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(.*)$/;
/** Files for a developer's machine and for tests, whose values work nowhere else. */
const ASIDE = /(?:^|[./_-])(?:test|testing|ci|dev|development|local|docker|e2e)(?:[./_-]|$)/i;

/** Files of environment variables that git does not ignore, with the variables that look like real secrets. */
export function environmentFiles(files: ProjectFiles, paths: readonly string[]): readonly EnvironmentFile[] {
  return paths.filter((path) => isEnvironmentFile(baseName(path)) && !isExample(path)).flatMap((path) => {
    const file = files.read(path);
    return file === undefined ? [] : [environmentFile(file)];
  });
}

function environmentFile(file: SourceFile): EnvironmentFile {
  const isAside = ASIDE.test(file.path);
  const secrets = file.text.split(/\r?\n/).flatMap((line) => {
    const [, name, rest] = ASSIGNMENT.exec(line) ?? [];
    const value = rest === undefined ? '' : valueIn(rest);
    return name !== undefined && !isPublicName(name) && (secretsIn(value).length > 0 || (!isAside && isSecretName(name) && looksReal(value))) ? [name] : [];
  });
  const [first] = secrets;
  // The place is the whole file, so that no report shows the line.
  return { path: file.path, secrets, secret: first === undefined ? undefined : declared('environment file', first, file, { start: 0, end: 0 }) };
}

function valueIn(text: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(text)?.[2];
  return quoted ?? text.replace(/\s+#.*$/, '').trim();
}

/** A value of a length and disorder that only a generator makes: no words, no path, no address, no placeholder. */
function looksReal(value: string): boolean {
  if (value.length < 16 || isPlaceholder(value) || /[\s/\\<>${}]|^https?:/.test(value.replaceAll(/[+/=]+$/g, ''))) return false;
  return /\d/.test(value) && /[A-Za-z]/.test(value) && isRandom(value, 3.2) && !/(?:[a-z]{4,}[-_ ]){2,}/i.test(value);
}
