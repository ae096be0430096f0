import type { Planned } from '../../model/change.ts';
import { insertAt } from '../../text/edit.ts';
import { newlineOf } from '../../text/layout.ts';
import type { Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';

/**
 * `at` stands in a migration of dbmate or goose, which runs outside of a transaction from then on.
 * https://github.com/amacneil/dbmate#migration-options, https://pressly.github.io/goose/documentation/annotations/
 */
export function withoutTransaction({ at }: Rewrite): Promise<Planned> {
  return Promise.resolve(plan(at[0]));
}

function plan(at: Rewrite['at'][0]): Planned {
  const place = placeOf(at);
  if (place === undefined) return refused('it stands in no file');
  const { path, text } = place.file;
  const goose = /^-- \+goose Up\b/m.exec(text);
  if (goose !== null) return edited(path, [insertAt(goose.index, `-- +goose NO TRANSACTION${newlineOf(text)}`)]);
  const dbmate = [.../^-- migrate:(?:up|down)\b/gm[Symbol.matchAll](text)];
  if (dbmate.length === 0) return refused('no mark of a tool stands in the file');
  return edited(path, dbmate.map(({ index, 0: mark }) => insertAt(index + mark.length, ' transaction:false')));
}
