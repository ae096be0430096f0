import type { MigrationStep, Planned } from '../../model/change.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext } from '../context.ts';
import { created, refused, together } from '../planned.ts';
import { hasLoner, oneByOne, slugOf, textsOf, type AddMigration, type MigrationFolder } from './migration.ts';
import { numberAfter, styleOf, type NameStyle } from './sql-names.ts';

/** What one file of SQL, or one pair of files, holds. */
interface Part {
  readonly up: readonly MigrationStep[];
  readonly down: readonly MigrationStep[];
}

/** Which tool's marks a file has, if any: they say what goes forward and what goes back. */
type Marks = 'dbmate' | 'goose' | 'none';

/** New SQL files with the next number in the folder's own style. A statement that must be alone gets a file of its own. */
export function planSql(change: AddMigration, folder: MigrationFolder, context: FixContext): Planned {
  const style = styleOf(folder.files);
  const texts = textsOf(folder.files, context).map(({ text }) => text);
  const last = texts.at(-1);
  if (style === undefined || last === undefined) return refused(`the files of ${folder.path} are numbered in more than one way`);
  const marks = marksOf(texts);
  const parts = partsOf(change, marks);
  if (parts === undefined) return refused('its statements have to run one by one, and what undoes them cannot be told apart');
  const files = parts.flatMap((part, index) => filesOf(part, { change, style, marks, number: numberAfter(style, context.asOf, index), several: parts.length > 1 ? index + 1 : 0 }));
  return together(files.map(({ name, text }) => created(`${folder.path}/${name}`, text.replaceAll('\n', newlineOf(last)))));
}

function marksOf(texts: readonly string[]): Marks {
  if (texts.some((text) => /^-- migrate:up/m.test(text))) return 'dbmate';
  return texts.some((text) => /^-- \+goose Up/m.test(text)) ? 'goose' : 'none';
}

/** goose sends statements one by one; the others send a file as one text, which the server wraps in a transaction. */
function partsOf(change: AddMigration, marks: Marks): readonly Part[] | undefined {
  if (!hasLoner(change) || marks === 'goose') return [change];
  return oneByOne(change)?.map(({ up, down }) => ({ up: [up], down: down === undefined ? [] : [down] }));
}

interface Target {
  readonly change: AddMigration;
  readonly style: NameStyle;
  readonly marks: Marks;
  readonly number: string;
  /** The part's own number among several; 0 where there is one. */
  readonly several: number;
}

function filesOf({ up, down }: Part, { change, style, marks, number, several }: Target): readonly { readonly name: string; readonly text: string }[] {
  const slug = slugOf(several === 0 ? change.name : `${change.name} ${several}`, style.word);
  const name = `${style.prefix}${number}${style.between}${slug}`;
  if (style.isPair) return [{ name: `${name}.up.sql`, text: sql(up) }, { name: `${name}.down.sql`, text: sql(down) }];
  const isAlone = [...up, ...down].some(({ alone }) => alone === true);
  if (marks === 'dbmate') {
    const option = isAlone ? ' transaction:false' : '';
    return [{ name: `${name}.sql`, text: `-- migrate:up${option}\n${sql(up)}\n-- migrate:down${option}\n${sql(down)}` }];
  }
  if (marks === 'goose') return [{ name: `${name}.sql`, text: `${isAlone ? '-- +goose NO TRANSACTION\n' : ''}-- +goose Up\n${sql(up)}\n-- +goose Down\n${sql(down)}` }];
  return [{ name: `${name}.sql`, text: sql(up) }];
}

const sql = (steps: readonly MigrationStep[]): string => steps.map((step) => `${step.sql};\n`).join('');
