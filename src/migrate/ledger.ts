import type { Move, MoveStatus } from '../model/migration.ts';
import type { OldField, OldFile } from './old-file.ts';
import { shownField, type Leftover, type Setting } from './settings.ts';

/** What became of the settings of a service: by its place in the new file, and why where it is not simply there. */
export type Outcomes = ReadonlyMap<string, { readonly status: 'present' | 'conflict'; readonly because: string | undefined }>;

/** The ledger of one service, in the order of its old file. */
export function movesOf(service: string, { settings, leftovers }: { readonly settings: readonly Setting[]; readonly leftovers: readonly Leftover[] }, outcomes: Outcomes): readonly Move[] {
  const moves = [
    ...settings.flatMap((setting) => setting.fields.map(({ field, note, isConditional }) => {
      const outcome = outcomes.get(setting.at);
      const status: MoveStatus = outcome?.status ?? (isConditional ? 'conditional' : 'moved');
      return moveFrom(field, { service, target: setting.at, status, because: outcome === undefined ? note : outcome.because });
    })),
    ...leftovers.map(({ field, status, because, remark, part }) => moveFrom(field, { service, target: remark === undefined ? undefined : 'comment', status, because }, part)),
  ];
  return moves.sort((a, b) => a.offset - b.offset).map(({ move }) => move);
}

/** The ledger of a file that nothing was taken from. */
export function movesAside(old: OldFile, because: string): readonly Move[] {
  return old.fields.map((field) => moveFrom(field, { service: '', target: undefined, status: 'left-out', because }).move);
}

type Rest = Pick<Move, 'service' | 'target' | 'status' | 'because'>;

function moveFrom(field: OldField, rest: Rest, value = shownField(field)): { readonly move: Move; readonly offset: number } {
  const { file, path, range } = field;
  const line = file.text.slice(0, range.start).split('\n').length;
  return { offset: range.start, move: { file: file.path, line, key: path, value, ...rest } };
}
