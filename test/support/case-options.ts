import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a case is scanned when its `assume.json` says nothing of the day. */
const AS_OF = '2026-11-22';

/** What a case's `assume.json` says: the day, the edition, the only service, and the facts that a user would give. */
export function caseOptions(folder: string): { readonly asOf: string; readonly edition?: string; readonly services?: readonly string[]; readonly assume: readonly string[] } {
  const path = join(folder, 'assume.json');
  const given = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string | number | boolean>>) : {};
  const { asOf = AS_OF, edition, service, ...facts } = given;
  return {
    asOf: String(asOf), ...(service === undefined ? {} : { services: [String(service)] }), ...(edition === undefined ? {} : { edition: String(edition) }),
    assume: Object.entries(facts).map(([fact, value]) => `${fact}=${String(value)}`),
  };
}
