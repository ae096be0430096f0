import { findNode, stringOf } from '../documents/data.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import { declared, defaulted, unresolved, type Fact } from '../model/fact.ts';
import type { Pooler } from '../model/facts/data.ts';
import { parseImageName } from '../model/image-name.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { itemsOf, scalarText } from './node-statements.ts';
import type { Collector } from './statements.ts';

const REFERENCE = 'https://www.pgbouncer.org/config.html';

/** What PgBouncer takes where nobody says. */
const STANDARD = { max_client_conn: 100, default_pool_size: 20, reserve_pool_size: 0 } as const;

type PoolerSetting = keyof typeof STANDARD;

/** A number that a file gives to a setting of PgBouncer. */
interface Written {
  readonly text: string | undefined;
  readonly range: Range;
}

/** The numbers of a pooler: as written, or PgBouncer's own. */
export function poolerNumbers(file: SourceFile, find: (name: PoolerSetting) => Written | undefined): Pick<Pooler, 'clients' | 'poolSize' | 'reserve'> {
  const number = (name: PoolerSetting): Fact<number> => {
    const written = find(name);
    if (written === undefined) return defaulted(name, STANDARD[name], 'PgBouncer', REFERENCE);
    const digits = /^\d+$/.exec(written.text?.trim() ?? '')?.[0];
    if (digits === undefined) return unresolved(name, 'it comes from the environment', file, written.range);
    // Only the number: in a list it stands behind its name, and quotes and `${CLIENTS:-` may stand around it.
    const start = file.text.slice(0, written.range.end).lastIndexOf(digits);
    return declared(name, Number(digits), file, { start, end: start + digits.length });
  };
  return { clients: number('max_client_conn'), poolSize: number('default_pool_size'), reserve: number('reserve_pool_size') };
}

/**
 * PgBouncer as a service of a compose file. The images take its settings as variables, in capitals, Bitnami's with a prefix:
 * https://github.com/edoburu/docker-pgbouncer and https://github.com/bitnami/containers/tree/main/bitnami/pgbouncer
 */
export function poolerOfCompose(
  service: ObjectNode, image: string, { key, keyRange, collector: { file } }: { readonly key: string; readonly keyRange: Range; readonly collector: Collector },
): Pooler | undefined {
  if (!/^(?:docker-)?pgbouncer$/.test(parseImageName(image).repository.split('/').at(-1) ?? '')) return undefined;
  const environment = findNode(service, ['environment']);
  const find = (name: PoolerSetting) => variableOf(environment, name.toUpperCase()) ?? variableOf(environment, `PGBOUNCER_${name.toUpperCase()}`);
  return { at: declared('database.poolers', key, file, keyRange), ...poolerNumbers(file, find), databases: [] };
}

function variableOf(environment: DataNode | undefined, name: string): Written | undefined {
  if (environment?.kind === 'object') {
    const value = findNode(environment, [name]);
    return value && { text: textOf(scalarText(value)), range: value.range };
  }
  const item = itemsOf(environment).find((each) => stringOf(each)?.startsWith(`${name}=`) === true);
  return item && { text: textOf(stringOf(item)?.slice(name.length + 1)), range: item.range };
}

/** `${CLIENTS:-500}` is 500 while nobody says otherwise. */
const textOf = (text: string | undefined): string | undefined => /^\$\{\w+:?-(\d+)\}$/.exec(text ?? '')?.[1] ?? text;

/** States the poolers of a file, at the first one. */
export function statePoolers(collector: Collector, poolers: readonly Pooler[]): void {
  const [first] = poolers;
  if (first?.at.provenance.kind === 'declared') collector.known('database.poolers', poolers, first.at.provenance.range);
}
