import type { SourceFile } from '../../../model/source-file.ts';
import { rangeOf } from '../../shared/lines.ts';
import type { Range } from '../../../text/range.ts';
import type { BuildInput } from '../plan.ts';

/** Where a name was found. */
export interface Mention {
  readonly file: SourceFile;
  readonly range: Range;
}

/** Finds a name in the manifests. */
export type FindMention = (name: string) => Mention | undefined;

/**
 * Railpack searches all manifests below the folder for the letters of a package's name, comments and other packages included:
 * https://github.com/railwayapp/railpack/blob/b5e80580/core/providers/python/python.go (usesDep)
 */
export function mentionFinder({ folder }: BuildInput): FindMention {
  const manifests = folder.find('**/{requirements.txt,pyproject.toml,Pipfile}').flatMap((path) => {
    const file = folder.read(path);
    return file === undefined ? [] : [{ file, lower: file.text.toLowerCase() }];
  });
  return (name) => {
    const manifest = manifests.find(({ lower }) => lower.includes(name));
    return manifest && { file: manifest.file, range: rangeOf(manifest.lower, name) };
  };
}

/** The module of Django's `WSGI_APPLICATION = "mysite.wsgi.application"`, from the first Python file that has one. */
export function djangoModule({ folder, settings }: BuildInput): string | undefined {
  const told = settings.variable('DJANGO_APP_NAME');
  if (told !== undefined) return told;
  for (const path of folder.find('**/*.py')) {
    const module = moduleIn(folder.text(path) ?? '');
    if (module !== undefined) return module;
  }
  return undefined;
}

function moduleIn(text: string): string | undefined {
  const marker = 'WSGI_APPLICATION = ';
  let start = text.indexOf(marker);
  while (start !== -1) {
    const end = text.indexOf('\n', start);
    const value = text.slice(start + marker.length, end === -1 ? text.length : end);
    // Railpack reads up to the last `.application` and its quote on the line.
    const stop = Math.max(value.lastIndexOf('.application"'), value.lastIndexOf(".application'"));
    if (/^["']/.test(value) && stop > 1) return value.slice(1, stop);
    start = text.indexOf(marker, start + marker.length);
  }
  return undefined;
}
