import type { LiveReference, LiveUrl, LiveVariable } from '../model/live-state.ts';
import { shownHosts } from './host-list.ts';
import { isPublicOption, isScheme } from './public-words.ts';
import { redactVariable } from './redact-variable.ts';
import { isKnownSetting } from './settings.ts';
import { at, booleanAt, defined, entriesAt, itemsAt, numberAt, objectAt, OddValue, optionalAt, textAt, type ValueAt } from './value-at.ts';

const FORMS = ['sealed', 'empty', 'number', 'boolean', 'url', 'text'] as const;
const HOSTS = ['railway-private', 'railway-proxy', 'railway-domain', 'local', 'reference', 'other'] as const;
const SECRETS = ['name', 'form', 'password'] as const;
const QUOTES = ['"', "'"] as const;

/** A variable as a file holds it. An OddValue where a value stands in place of a shape: a shape is what redacting it again leaves as it is. */
export function variableAt(place: ValueAt): LiveVariable {
  const name = textAt(at(objectAt(place), 'name'));
  const form = wordAt(at(place, 'form'), FORMS);
  const value = optionalAt(at(place, 'value'), textAt);
  const shown = textAt(at(place, 'shown'));
  if (value !== undefined && !isKnownSetting(name, unquoted(value))) throw new OddValue(at(place, 'value'), 'is a value, and of this variable none is kept');
  if (value === undefined ? !isShape(name, shown, form) : shown !== redactVariable(name, { value }).shown) throw new OddValue(at(place, 'shown'), 'is no shape that `optimize railway pull` writes');
  return {
    name, form, shown, references: itemsAt(at(place, 'references')).map(referenceAt),
    ...defined({
      quoted: optionalAt(at(place, 'quoted'), (quote) => wordAt(quote, QUOTES)), padded: optionalAt(at(place, 'padded'), booleanAt) === true ? true as const : undefined,
      value, url: optionalAt(at(place, 'url'), urlAt), secret: optionalAt(at(place, 'secret'), (secret) => wordAt(secret, SECRETS)),
    }),
  };
}

/** Without the blanks and the quotes around it. */
function unquoted(value: string): string {
  const whole = value.trim();
  return /^"(?:.*)"$|^'(?:.*)'$/s.test(whole) && whole.length > 1 ? whole.slice(1, -1) : whole;
}

function isShape(name: string, shown: string, form: LiveVariable['form']): boolean {
  if (form === 'sealed') return shown === '(sealed)';
  if (shownHosts(name, unquoted(shown)) !== undefined) return true;
  return shown === '(empty)' ? form === 'empty' : redactVariable('', { value: shown }).shown === shown;
}

function referenceAt(place: ValueAt): LiveReference {
  const variable = textAt(at(objectAt(place), 'variable'));
  const service = optionalAt(at(place, 'service'), textAt);
  const written = service === undefined ? variable : `"${service}".${variable}`;
  if (redactVariable('', { value: `\${{${written}}}` }).references.length !== 1) throw new OddValue(place, 'is no reference by names');
  return service === undefined ? { variable } : { service, variable };
}

function urlAt(place: ValueAt): LiveUrl {
  const scheme = textAt(at(objectAt(place), 'scheme'));
  if (!isScheme(scheme)) throw new OddValue(at(place, 'scheme'), 'is no scheme of an address that is known');
  const port = optionalAt(at(place, 'port'), numberAt);
  return {
    scheme, host: wordAt(at(place, 'host'), HOSTS), ...(port === undefined ? {} : { port }), hasPassword: booleanAt(at(place, 'hasPassword')),
    options: Object.fromEntries(entriesAt(at(place, 'options')).map(([name, option]) => {
      const value = textAt(option);
      if (!isPublicOption(name, value)) throw new OddValue(option, 'is no option of an address that is kept');
      return [name, value];
    })),
  };
}

/** One of some words. The message does not repeat what stands there. */
function wordAt<T extends string>(place: ValueAt, words: readonly T[]): T {
  const text = textAt(place);
  const found = words.find((word) => word === text);
  if (found === undefined) throw new OddValue(place, `is none of ${words.join(', ')}`);
  return found;
}
