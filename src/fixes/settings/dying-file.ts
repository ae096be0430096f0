import { CONFIG_AS_CODE_ANNOUNCED, CONFIG_AS_CODE_ENDS } from '../../adapters/config-as-code.ts';
import { baseName } from '../../model/files.ts';
import { MIGRATE_FIRST } from '../../model/migrate-first.ts';

/** Why nothing is written into a file that will soon be read no more; undefined of any other file. */
export function dyingReason(path: string, asOf: string): string | undefined {
  if (!/^railway(?:[.-][\w-]+)?\.(?:json|toml)$/.test(baseName(path)) || asOf < CONFIG_AS_CODE_ANNOUNCED) return undefined;
  const end = `Railway reads ${path} no more ${asOf < CONFIG_AS_CODE_ENDS ? `from ${CONFIG_AS_CODE_ENDS} on` : `since ${CONFIG_AS_CODE_ENDS}`}`;
  return `${end}${MIGRATE_FIRST}`;
}
