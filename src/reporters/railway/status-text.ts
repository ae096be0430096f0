import type { RailwayStatus } from '../../model/railway-status.ts';
import type { JoinedService, JoinSign, LoneService } from '../../model/service-join.ts';
import type { LiveService } from '../../model/live-state.ts';
import { placeIn } from '../evidence.ts';
import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { fieldLines, type Field } from './fields.ts';
import { headLines } from './head.ts';
import { unfinishedLines } from './unfinished-lines.ts';
import { deploymentText, replicasText, sourceText } from './service-words.ts';

interface StatusLayout {
  readonly width: number;
  readonly paint: Paint;
  /** True when what is open is asked next. */
  readonly isAsked: boolean;
}

const SIGNS: Readonly<Record<Exclude<JoinSign, 'config-file'>, string>> = {
  configuration: 'the configuration says so', 'railway-ts': '.railway/railway.ts calls it so', 'root-directory': 'the only one of this folder on both sides',
  name: 'they have the same name', 'only-one': 'the only one on both sides',
};

/** What Railway says for people: each service with what it is here and how that is known, and what is left on either side. */
export function statusText({ cli, state, join, unfinished }: RailwayStatus, { width, paint, isAsked }: StatusLayout): string {
  const lines = [
    ...unfinished.flatMap((each) => [...unfinishedLines(each, { width, paint }), '']),
    ...headLines(state, { width, paint }),
    ...wrap(shown(`asked by railway ${cli.version} at ${cli.path}`), width, '  ').map(paint.dim),
    ...state.services.flatMap((live) => ['', ...serviceLines(live, join.joined.filter((pair) => pair.live === live), { width, paint })]),
    ...(state.services.length === 0 ? ['', 'no service is in this environment'] : []),
    ...(join.lone.length === 0 ? [] : ['', paint.bold('here, and joined to no service of Railway'), ...fieldLines(join.lone.map(loneField), { width, paint, indent: 2 })]),
    ...(isAsked ? [] : howToSay(join.lone, { width, paint })),
  ];
  return `${lines.join('\n')}\n`;
}

function serviceLines(live: LiveService, pairs: readonly JoinedService[], { width, paint }: Omit<StatusLayout, 'isAsked'>): readonly string[] {
  const here = pairs.map(({ local, by }): Field => ['here', shown(`${local.name} (${local.root === '' ? '.' : `${local.root}/`}): ${by === 'config-file' ? `both read ${live.configFile ?? ''}` : SIGNS[by]}`)]);
  const fields: readonly Field[] = [
    ['source', sourceText(live)], ['runs', replicasText(live)], ['deployed', deploymentText(live)],
    ...(live.configFile === undefined ? [] : [['config file', shown(live.configFile)] as const]),
    ...(here.length === 0 ? [['here', 'nothing that is joined to it'] as const] : here),
  ];
  return [...wrap(shown(live.name), width).map(paint.cyan), ...fieldLines(fields, { width, paint, indent: 2 })];
}

function loneField({ local, state, candidates, said }: LoneService): Field {
  const place = said === undefined ? '' : placeIn(said.file, said.range);
  const could = candidates.map(({ name }) => name).join(', ');
  const texts: Readonly<Record<LoneService['state'], string>> = {
    absent: `not on Railway: ${place} says so`, misnamed: `${place} calls it "${String(said?.name)}", and no service there has that name`,
    open: `could be ${could}`, none: 'nothing there is left that it could be',
  };
  return [shown(`${local.name} (${local.root === '' ? '.' : `${local.root}/`})`), shown(texts[state])];
}

/** What a person writes where nobody asks. */
function howToSay(lone: readonly LoneService[], { width, paint }: Omit<StatusLayout, 'isAsked'>): readonly string[] {
  const open = lone.filter(({ state }) => state === 'open' || state === 'misnamed');
  if (open.length === 0) return [];
  const why = 'Say it in optimize.yaml, with the name on Railway or with false for what is not there; in a terminal this command asks and writes it:';
  return ['', ...wrap(why, width).map(paint.dim), '  services:', ...open.flatMap(({ local }) => [`    ${shown(JSON.stringify(local.name))}:`, '      railway: NAME'])];
}
