import type { LiveService } from '../../model/live-state.ts';
import { momentOf } from '../../text/moment.ts';
import { counted } from '../../text/words.ts';
import { shown } from '../text/width.ts';

/** What a service is deployed from, in a few words: `ada/shop, branch main, folder backend/`. */
export function sourceText({ source = {} }: LiveService): string {
  const { repo, branch, image, rootDirectory = '' } = source;
  const parts = [
    image ?? repo ?? 'deployed from a machine',
    ...(branch === undefined ? [] : [`branch ${branch}`]),
    ...(rootDirectory === '' ? [] : [`folder ${rootDirectory}/`]),
  ];
  return shown(parts.join(', '));
}

/** How many replicas run where: `2 replicas in europe-west4-drams3a`. */
export function replicasText({ regions, settings }: LiveService): string {
  const count = settings['deploy.numReplicas'];
  if (regions.length === 0) return typeof count === 'number' ? counted(count, 'replica') : '1 replica in the default region';
  return regions.map(({ region, replicas }) => shown(`${counted(replicas, 'replica')} in ${region}`)).join(', ');
}

/** The newest deployment: `SUCCESS 2026-11-25 10:00 UTC`. */
export function deploymentText({ deployment }: LiveService): string {
  return deployment === undefined ? 'never deployed' : shown(`${deployment.status} ${momentOf(deployment.createdAt)}`);
}
