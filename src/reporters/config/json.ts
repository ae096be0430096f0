import type { ConfigView, Origin } from '../../model/config-view.ts';
import { positionsOf } from '../position.ts';
import { redact } from '../redact.ts';
import { jsonText } from '../json-text.ts';

/** The settings as the JSON of docs/config-output.schema.json. */
export function configJson({ files, rows }: ConfigView): string {
  const settings = rows.map(({ group, key, value, origin }) => ({
    ...(group === '' ? {} : { group }), key, value: typeof value === 'string' ? redact(value) : value, origin: originJson(origin),
  }));
  return jsonText({ schemaVersion: 1, files, settings });
}

function originJson(origin: Origin): object {
  return origin.kind === 'file' ? { kind: 'file', file: origin.file.path, ...positionsOf(origin.file, origin.range) } : origin;
}
