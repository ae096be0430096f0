import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMistake } from '../../src/live/live-mistake.ts';
import { readLiveState } from '../../src/live/state-file.ts';
import type { LiveState } from '../../src/model/live-state.ts';
import type { RepositoryPlace } from '../../src/model/service-join.ts';

/** How a case is scanned when its `assume.json` says nothing of the day. */
const AS_OF = '2026-11-22';

/** How a case is scanned. */
interface CaseOptions {
  readonly asOf: string;
  readonly edition?: string;
  readonly services?: readonly string[];
  readonly assume: readonly string[];
  readonly live?: LiveState;
  readonly place?: RepositoryPlace;
}

/**
 * What a case's `assume.json` says: the day, the edition, the only service, and the facts that a user would give. Its `live.json` is what
 * the platform says, as `optimize railway pull --output` writes it; to the platform the case is a repository of its own.
 */
export async function caseOptions(folder: string): Promise<CaseOptions> {
  const path = join(folder, 'assume.json');
  const given = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string | number | boolean>>) : {};
  const { asOf = AS_OF, edition, service, ...facts } = given;
  const live = await liveOf(join(folder, 'live.json'));
  return {
    asOf: String(asOf), ...(service === undefined ? {} : { services: [String(service)] }), ...(edition === undefined ? {} : { edition: String(edition) }),
    assume: Object.entries(facts).map(([fact, value]) => `${fact}=${String(value)}`),
    ...(live === undefined ? {} : { live, place: { folder: '', names: [] } }),
  };
}

async function liveOf(path: string): Promise<LiveState | undefined> {
  if (!existsSync(path)) return undefined;
  const read = await readLiveState(readFileSync(path, 'utf8'));
  if (isMistake(read)) throw new Error(`${path}:${read.line ?? 1}: ${read.message}`);
  return read;
}
