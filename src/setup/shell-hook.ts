import type { PlannedPart } from '../model/setup.ts';
import type { Target } from './target.ts';
import { stagedCheck } from './target.ts';

const BEGIN = '# >>> optimize >>>';
const END = '# <<< optimize <<<';
/** What husky's files of before version 9 begin with; they are run as programs. */
const SHELL = '#!/bin/sh';

/** A hook file that is there. */
export interface HookFile {
  readonly path: string;
  readonly text: string | undefined;
  /** Whether the system may run it. */
  readonly isExecutable: boolean;
}

/** Plans the line of husky: https://typicode.github.io/husky/ */
export function planHuskyHook(target: Target): PlannedPart {
  const path = '.husky/pre-commit';
  return planned('husky', { path, text: target.read(path), isExecutable: true }, target);
}

/** Plans the hook that git runs by itself: https://git-scm.com/docs/githooks#_pre_commit. Git skips one that is not executable. */
export function planPlainHook(target: Target, file: HookFile): PlannedPart {
  if (file.text !== undefined && !file.isExecutable) {
    return { part: 'plain', path: file.path, state: 'refused', because: 'it is not executable, so git does not run it', hint: `make it run (chmod +x ${file.path}) or delete it, then run this again` };
  }
  return planned('plain', file, target);
}

/** A block at the end of a shell script; a script in another language is left to a person. */
function planned(part: 'husky' | 'plain', { path, text }: HookFile, target: Target): PlannedPart {
  if (text !== undefined && (text.includes(BEGIN) || text.includes('optimize check'))) return { part, path, state: 'present' };
  const block = blockLines(target).join('\n');
  if (text === undefined) return write(part, { path, before: undefined, after: `${SHELL}\n${block}\n` });
  const by = 'it is there already and';
  const byHand = { hint: 'add this line to it', lines: [stagedCheck(target)] };
  const [first = ''] = text.split('\n', 1);
  if (first.startsWith('#!') && !/\b(?:ba|da|k|z)?sh\b/.test(first)) return { part, path, state: 'refused', because: `${by} no shell script`, ...byHand };
  if (/^\s*(?:exec|exit)\b/m.test(text)) return { part, path, state: 'refused', because: `${by} may end before its last line`, ...byHand };
  if (text.includes('\r\n')) return { part, path, state: 'refused', because: `${by} has Windows line ends`, ...byHand };
  return write(part, { path, before: text, after: `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${block}\n` });
}

function write(part: 'husky' | 'plain', file: { readonly path: string; readonly before: string | undefined; readonly after: string }): PlannedPart {
  return { part, path: file.path, state: 'write', files: [{ ...file, isExecutable: true }] };
}

/**
 * Silent when all is well. Exit code 1 stops the commit; any other failure is said and stops nobody from working. A repository without
 * a commit has nothing to compare with.
 */
function blockLines(target: Target): readonly string[] {
  const check = stagedCheck(target);
  return [
    `${BEGIN} written by \`optimize init\``,
    'PATH="$PATH:node_modules/.bin"',
    'if ! command -v optimize >/dev/null 2>&1; then',
    '  echo "optimize is not installed, so this commit is not checked" >&2',
    'elif git rev-parse --quiet --verify HEAD >/dev/null; then',
    `  if optimize_output=$(${check} 2>&1); then :; else`,
    '    optimize_code=$?',
    `    printf '%s\\n' "$optimize_output" >&2`,
    '    if [ "$optimize_code" -eq 1 ]; then',
    '      echo "optimize: what is staged makes the deployment worse, so nothing is committed." >&2',
    '      echo "Mend it (optimize fix shows how), or commit all the same: git commit --no-verify" >&2',
    '      exit 1',
    '    fi',
    '    echo "optimize: the check did not work, so this commit is not checked" >&2',
    '  fi',
    'fi',
    END,
  ];
}
