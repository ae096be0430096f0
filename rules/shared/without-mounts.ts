import type { Change, Evidence, ImageInstruction } from '#rule';
import { APT_LISTS, REMOVE_LISTS, removesLists, runsApt } from './apt.ts';
import { cachesFolder, commandsIn } from './image.ts';
import { isPipInstall, keepsCache, switchesCacheOff } from './pip-cache.ts';

/** The change that takes cache mounts out of a Dockerfile: what the mounts kept out of the image is left out by the commands then. */
export function withoutMounts(mounts: readonly [Evidence, ...Evidence[]], instructions: readonly ImageInstruction[]): Change {
  const removal: Change = { kind: 'rewrite', how: 'remove-mount', at: mounts };
  const runs = instructions.filter((run) => run.final && mounts.some((mount) => isWithin(mount, run.at)));
  const [first, ...rest] = instructions.some(switchesCacheOff) ? [] : commandsIn(runs).filter((ran) => isPipInstall(ran.command) && keepsCache(ran)).map(({ command }) => command.at);
  const lists = runs.filter((run) => cachesFolder(run, APT_LISTS) && runsApt(run, 'update') && runsApt(run, 'install') && !removesLists(run));
  const cleaned = lists.map((run): Change => ({ kind: 'rewrite', how: 'append-command', at: [run.at], with: { command: REMOVE_LISTS } }));
  const changes: readonly [Change, ...Change[]] = [removal, ...cleaned];
  if (first === undefined) return cleaned.length === 0 ? removal : { kind: 'all', changes };
  return { kind: 'all', changes: [...changes, { kind: 'rewrite', how: 'add-command-word', at: [first, ...rest], with: { behind: 'install', word: '--no-cache-dir' } }] };
}

/** Whether one fact stands within another one's place. */
function isWithin(inner: Evidence, outer: Evidence): boolean {
  if (inner.state === 'absent' || outer.state === 'absent' || inner.provenance.kind !== 'declared' || outer.provenance.kind !== 'declared') return false;
  const { file, range } = inner.provenance;
  return file.path === outer.provenance.file.path && range.start >= outer.provenance.range.start && range.end <= outer.provenance.range.end;
}
