import type { LiveService } from '../../model/live-state.ts';
import type { RailwayStatus } from '../../model/railway-status.ts';
import type { LocalService, LoneService } from '../../model/service-join.ts';
import { jsonText } from '../json-text.ts';
import { positionsOf } from '../position.ts';
import { unfinishedJson } from './unfinished-json.ts';

/** A status as the JSON of docs/railway-status.schema.json. */
export function statusJson({ cli, state, join, unfinished }: RailwayStatus, version: string): string {
  const { project, environment, readAt } = state;
  return jsonText({
    schemaVersion: 1,
    tool: { name: 'optimize', version },
    cli,
    project, environment, readAt,
    services: state.services.map((live) => ({
      ...serviceJson(live), local: join.joined.filter((pair) => pair.live === live).map(({ local, by }) => ({ ...localJson(local), by })),
    })),
    unmatched: join.lone.map(loneJson),
    unfinished: unfinished.map(unfinishedJson),
  });
}

function serviceJson({ id, name, source = {}, configFile, settings, regions, deployment }: LiveService) {
  return { id, name, source, configFile: configFile ?? null, replicas: settings['deploy.numReplicas'] ?? null, regions, deployment: deployment ?? null };
}

function localJson({ name, root }: LocalService) {
  return { name, root: root === '' ? '.' : root };
}

function loneJson({ local, state, candidates, said }: LoneService) {
  const place = said === undefined ? {} : { said: { name: said.name, file: said.file.path, ...positionsOf(said.file, said.range) } };
  return { ...localJson(local), state, candidates: candidates.map(({ name }) => name), ...place };
}
