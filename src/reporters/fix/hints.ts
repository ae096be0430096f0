import type { FixFate, FixRun } from '../../fix-report.ts';
import { shown } from '../text/width.ts';
import { waitsForMove } from './refused.ts';
import { counted } from '../../text/words.ts';

const MIGRATE = '`optimize migrate railway`';

/** What became of a run, and what to do next. */
export function hintsOf(run: FixRun, fate: FixFate): readonly string[] {
  const { safe, review, advice, platform } = run.waiting;
  const more = run.steps.length === 0 ? '' : 'more ';
  return [
    ...(run.steps.length === 0 ? nothingMade(run, fate) : made(run, fate)),
    ...(safe > 0 ? [`${counted(safe, `${more}safe fix was`, `${more}safe fixes were`)} not asked for: \`optimize fix\` makes ${safe === 1 ? 'it' : 'them'}`] : []),
    ...(review > 0 ? [`${counted(review, `${more}fix wants`, `${more}fixes want`)} a review: choose in a terminal, or say --review`] : []),
    ...(platform > 0 ? [`${counted(platform, 'fix is', 'fixes are')} made on Railway: \`optimize railway diff\` plans ${platform === 1 ? 'it' : 'them'}`] : []),
    ...(advice > 0 ? [`${counted(advice, 'finding has', 'findings have')} advice only: \`optimize scan\` shows it`] : []),
    ...moveHint(run),
  ];
}

function made({ files }: FixRun, fate: FixFate): readonly string[] {
  const changed = counted(files.length, 'file', 'files');
  if (fate.kind === 'shown') return [`${changed} would change; nothing is written`];
  if (fate.kind === 'patch') return [`the patch is in ${shown(fate.path)}: \`git apply\` takes it`];
  const ignored = fate.ignored.length === 0 ? [] : [`in no commit, because git ignores ${fate.ignored.length === 1 ? 'it' : 'them'}: ${shown(fate.ignored.join(', '))}`];
  if (fate.commits.length === 0) return [`${changed} changed; \`optimize undo\` takes it back`, ...ignored];
  const branch = fate.branch === undefined ? '' : ` on ${shown(fate.branch)}`;
  const commits = counted(fate.commits.length, 'commit', 'commits');
  return [`${changed} changed, in ${commits}${branch}; \`git revert\` takes a commit back, \`optimize undo\` the files alone`, ...ignored];
}

function nothingMade({ refused, waiting }: FixRun, fate: FixFate): readonly string[] {
  const patch = fate.kind === 'patch' ? [`${shown(fate.path)} is empty`] : [];
  return [refused.length + waiting.review + waiting.safe + waiting.platform > 0 ? 'nothing is changed' : 'nothing to fix', ...patch];
}

/** A file that dies is worth a word, even where no fix waits for its move; once. */
function moveHint({ after, refused }: FixRun): readonly string[] {
  if (refused.some(waitsForMove)) return [];
  const finding = after.services.flatMap(({ findings }) => findings).find(({ fix }) => fix?.change.kind === 'advice' && fix.title.includes(MIGRATE));
  return finding === undefined ? [] : [`${MIGRATE} is due: ${shown(finding.message)}`];
}
