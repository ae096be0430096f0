import type { Finding } from '../model/finding.ts';
import { pathOf } from '../model/place.ts';

/** What a finding is about, without anything that an edit elsewhere would change: no line and no value. */
export interface Identity {
  readonly rule: string;
  readonly service: string;
  /** The file, '' for none. */
  readonly path: string;
  /** What it is about in there: `deploy.startCommand`, `blocking:send_mail`. */
  readonly anchor: string;
  /** 1, or which of several that share the rest. */
  readonly number: number;
}

/** How the state before calls what the state after has under another name. */
export interface Naming {
  /** The name now of a service of the state before. */
  readonly serviceOf: (name: string) => string;
  /** The path now of a file of the state before. */
  readonly pathOf: (path: string) => string;
}

/** The parts of a finding's id. */
export function identityOf(finding: Finding): Identity {
  const { id, rule, service } = finding;
  const path = pathOf(finding.evidence[0]);
  const rest = id.slice(`${rule}@${service}:${path}#`.length);
  const [, number = '1'] = /~(\d+)$/.exec(rest) ?? [];
  return { rule, service, path, anchor: rest.replace(/~\d+$/, ''), number: Number(number) };
}

/** The same, as the state after would call it. */
export function renamedIdentity({ rule, service, path, anchor, number }: Identity, { serviceOf, pathOf: pathNow }: Naming): Identity {
  const moved = pathNow(path);
  // An anchor may end in the path of its file: `syntax:backend/railway.toml`.
  const anchorNow = path !== '' && anchor.endsWith(`:${path}`) ? anchor.slice(0, -path.length) + moved : anchor;
  return { rule, service: serviceOf(service), path: moved, anchor: anchorNow, number };
}

/** The id as findings have it. */
export function idOf({ rule, service, path, anchor, number }: Identity): string {
  return `${rule}@${service}:${path}#${anchor}${number === 1 ? '' : `~${number}`}`;
}
