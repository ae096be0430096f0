import type { Plain } from '../../../model/change.ts';
import type { FactName } from '../../../model/facts.ts';
import { addressOf, withPart } from '../address.ts';
import type { Changes } from '../options/option-change.ts';
import type { CommandSite } from '../places/site.ts';

/** The address of `manage.py runserver`, a plain word behind it: a port, or host and port. https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver */
export function runserverChanges({ words, program }: CommandSite, fact: FactName, value: Plain | undefined): Changes | undefined {
  if ((fact !== 'server.host' && fact !== 'server.port') || value === undefined) return undefined;
  const command = words.findIndex(({ text }, index) => index > program && text === 'runserver');
  if (command === -1 || !/manage(?:\.py)?$|django-admin$/.test(words[command - 1]?.text ?? '')) return undefined;
  const part = fact === 'server.host' ? { host: String(value) } : { port: String(value) };
  const address = words.findIndex(({ text }, index) => index > command && !text.startsWith('-'));
  const written = words[address]?.text;
  if (written === undefined) return [{ kind: 'insert', after: command, like: command, words: [withPart({ host: '0.0.0.0', port: '8000' }, part)] }];
  const now = /^(?:\d+|\$\w+|\$\{[^}]*\})$/.test(written) ? { host: '127.0.0.1', port: written } : addressOf(written);
  return now === undefined ? undefined : [{ kind: 'value', index: address, from: 0, value: withPart(now, part) }];
}
