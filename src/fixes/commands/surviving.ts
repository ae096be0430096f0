import { baseName } from '../../model/files.ts';
import type { Planned } from '../../model/change.ts';
import type { FixContext } from '../context.ts';
import { pathsOf, refused } from '../planned.ts';

/** The day on which Railway announced that it would stop reading these files, and the day from which it does not. https://docs.railway.com/config-as-code */
const ANNOUNCED = '2026-08-21';
const ENDS = '2026-12-01';

/** The plan, unless it writes into a file that is about to be read no more. */
export function surviving(planned: Planned, { asOf }: FixContext): Planned {
  if (!planned.ok || asOf < ANNOUNCED) return planned;
  const dying = pathsOf(planned.changes).find((path) => /^railway(?:[.-][\w-]+)?\.(?:json|toml)$/.test(baseName(path)));
  return dying === undefined ? planned : refused(`Railway stops reading ${dying} on ${ENDS}; move the setting to a file that stays first`);
}
