import type { LiveVariable } from '../model/live-state.ts';
import { isPublicName, isSecretName } from '../text/secret-names.ts';
import { isPlaceholder, secretsIn } from '../text/secrets.ts';

/** What is looked at. */
export interface PlainValue {
  readonly name: string;
  readonly form: LiveVariable['form'];
  /** The value without its references, quotes and blanks around. */
  readonly text: string;
  /** A password of its address that is in plain sight. */
  readonly password: string | undefined;
  /** True where the address leads to the machine itself. */
  readonly isLocal: boolean;
}

/** Last words of names that speak of a secret without being one: `ACCESS_TOKEN_EXPIRE_MINUTES`, `API_KEY_HEADER`. */
const ABOUT = new RegExp(`_(?:${[
  'HEADER', 'URL', 'URI', 'HOST', 'ENDPOINT', 'NAME', 'ALGORITHM', 'ALG', 'EXPIRY', 'EXPIRES', 'EXPIRE', 'EXPIRATION', 'IN', 'TTL', 'AGE', 'LENGTH', 'SIZE', 'ROUNDS', 'ISSUER',
  'AUDIENCE', 'TYPE', 'FILE', 'PATH', 'FIELD', 'PREFIX', 'LIFETIME', 'MS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS', 'POLICY', 'MODE', 'COOKIE', 'ENABLED', 'REQUIRED', 'VERSION', 'LIMIT', 'ID', 'VALIDATION',
].join('|')})$`, 'i');
/** Names without a border before the word that says it: `PGPASSWORD`. `REDISCLI_AUTH` is a password, and `NEXT_DEBUG_AUTH` a switch. */
const JOINED = /PASSWORD$|(?:^|_)(?:REDISCLI|REDIS|BASIC|HTTP|PROXY)_AUTH$/i;
/** In `NEXT_PRIVATE_JOBS_PROVIDER` the word says that browsers do not get it. */
const OF_SERVER = /(^|_)PRIVATE_(?!KEY)/gi;
/** Shorter numbers under the name of a secret are counts and times. */
const SHORTEST_NUMBER = 6;
/** Shorter texts say that there is none: `no`, `-`. */
const SHORTEST_TEXT = 4;

/** Why a value in plain sight is taken for a secret; undefined where it is not. */
export function secretOf(value: PlainValue): LiveVariable['secret'] {
  const { form, text, password, isLocal } = value;
  if (form === 'sealed' || form === 'empty' || form === 'boolean') return undefined;
  if (password !== undefined && !(isLocal && isPlaceholder(password))) return 'password';
  if (secretsIn(text).length > 0) return 'form';
  return isNamedSecret(value) ? 'name' : undefined;
}

function isNamedSecret({ name, form, text }: PlainValue): boolean {
  const isLong = text.length >= (form === 'number' ? SHORTEST_NUMBER : SHORTEST_TEXT);
  return form !== 'url' && isLong && (isSecretName(name.replaceAll(OF_SERVER, '$1')) || JOINED.test(name)) && !ABOUT.test(name) && !isPublicName(name);
}
