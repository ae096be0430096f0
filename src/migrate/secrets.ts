import type { DataNode } from '../documents/data.ts';
import { shown } from './readings.ts';

const SECRET_NAME = /secret|token|passw|pwd|key|credential|private|dsn|auth|salt|cert|signature|webhook/i;
const SECRET_VALUE = /:\/\/[^/\s]*@|-----BEGIN/;
/** A reference that Railway fills in says nothing by itself. */
const REFERENCE = /^\$\{\{[^{}]*\}\}$/;

/** A value as JSON with `***` for what may be a secret. */
export function shownWithoutSecrets(key: string, node: DataNode): string {
  if (node.kind === 'object') {
    return `{ ${node.entries.map((entry) => `${JSON.stringify(entry.key)}: ${shownWithoutSecrets(entry.key, entry.value)}`).join(', ')} }`.replace('{  }', '{}');
  }
  if (node.kind === 'array') return `[${node.items.map((item) => shownWithoutSecrets(key, item)).join(', ')}]`;
  return isSecret(key, node) ? '"***"' : shown(node);
}

/** True when a value that somebody may keep secret stands in a node. */
export function hasSecret(key: string, node: DataNode): boolean {
  if (node.kind === 'object') return node.entries.some((entry) => hasSecret(entry.key, entry.value));
  if (node.kind === 'array') return node.items.some((item) => hasSecret(key, item));
  return isSecret(key, node);
}

function isSecret(key: string, { kind, value }: Extract<DataNode, { readonly value: unknown }>): boolean {
  return kind === 'string' && value !== '' && !REFERENCE.test(String(value)) && (SECRET_NAME.test(key) || SECRET_VALUE.test(String(value)));
}
