import { valueOf } from '../../../model/fact.ts';
import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { withOtherWord } from './command-words.ts';
import { commandAt, imageFileOf } from './docker-file.ts';
import type { BuiltFolder } from './built-folder.ts';
import { jsonIn, recordOf } from './node-manifests.ts';

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/** `npm install` at `at` becomes `npm ci`, which refuses a lock file that does not fit: so it must fit. https://docs.npmjs.com/cli/commands/npm-ci */
export async function installFromLock({ at: [install] }: Rewrite, context: FixContext): Promise<Planned> {
  const image = await imageFileOf(install, context);
  const placed = image === undefined ? undefined : await commandAt(image, install);
  const verb = ['install', 'i'].find((word) => placed?.command.words.includes(word));
  const edit = placed === undefined || verb === undefined ? undefined : withOtherWord(placed, verb, 'ci');
  if (image === undefined || edit === undefined) return refused('the command is not there any more');
  const difference = lockDifference({ folder: valueOf(context.service.facts['build.contextFolder']) ?? '', files: context.files });
  return difference === undefined ? edited(image.file.path, [edit]) : refused(difference);
}

/** What package.json asks for and the lock file does not know; undefined where they agree. */
function lockDifference(built: BuiltFolder): string | undefined {
  const manifest = jsonIn(built, 'package.json');
  const lock = jsonIn(built, 'npm-shrinkwrap.json') ?? jsonIn(built, 'package-lock.json');
  if (manifest === undefined || lock === undefined) return 'package.json and package-lock.json cannot be compared';
  if (manifest['workspaces'] !== undefined) return 'the lock file holds the workspaces too';
  const root = recordOf(recordOf(lock['packages'])['']);
  if (Object.keys(root).length === 0) return 'package-lock.json is of an old version that does not say what it was made from';
  for (const kind of KINDS) {
    const asked = recordOf(manifest[kind]);
    const locked = recordOf(root[kind]);
    const name = [...new Set([...Object.keys(asked), ...Object.keys(locked)])].find((each) => asked[each] !== locked[each]);
    if (name !== undefined) return `package-lock.json was made for other ${kind}: ${name} differs`;
  }
  return undefined;
}
