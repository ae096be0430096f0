import { CONFIG_AS_CODE_ANNOUNCED, CONFIG_AS_CODE_ENDS } from '../adapters/config-as-code.ts';
import type { Planned } from '../model/change.ts';
import { baseName } from '../model/files.ts';
import { MIGRATE_FIRST } from '../model/migrate-first.ts';
import { pathsOf, refused } from './planned.ts';

/** The plan, unless it writes into a file that will soon be read no more. */
export function unlessDying(planned: Planned, asOf: string): Planned {
  const [reason] = planned.ok ? pathsOf(planned.changes).flatMap((path) => dyingReason(path, asOf) ?? []) : [];
  return reason === undefined ? planned : refused(reason);
}

/** Why nothing is written into such a file; undefined of any other file. */
function dyingReason(path: string, asOf: string): string | undefined {
  if (!/^railway(?:[.-][\w-]+)?\.(?:json|toml)$/.test(baseName(path)) || asOf < CONFIG_AS_CODE_ANNOUNCED) return undefined;
  const end = `Railway reads ${path} no more ${asOf < CONFIG_AS_CODE_ENDS ? `from ${CONFIG_AS_CODE_ENDS} on` : `since ${CONFIG_AS_CODE_ENDS}`}`;
  return `${end}${MIGRATE_FIRST}`;
}
