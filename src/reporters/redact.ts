import { givenSecrets } from '../text/given-secrets.ts';
import { isSecretName } from '../text/secret-names.ts';
import { maskSecrets } from '../text/secrets.ts';

const PASSWORD = /(\/\/[^\s:@/]{0,100}:)([^\s@/]{1,200})@/g;

/** A text without the password of any URL, keys of providers and values that are given to names of secrets: reports are pasted into tickets. */
export function redact(text: string): string {
  return maskGiven(maskSecrets(text.replaceAll(PASSWORD, '$1***@')));
}

/** The same for a line of a file below which a mark stands: every character keeps its column. */
export function redactInPlace(text: string): string {
  return maskGiven(maskSecrets(text.replaceAll(PASSWORD, (_all, head: string, password: string) => `${head}${'*'.repeat(password.length)}@`)));
}

function maskGiven(text: string): string {
  return givenSecrets(text).reduce((masked, { start, end }) => masked.slice(0, start) + '*'.repeat(end - start) + masked.slice(end), text);
}

/** The value of a variable as a report may show it: what the name says is secret is hidden, however it looks. Numbers and references stay. */
export function redactVariable(name: string, value: string): string {
  return isSecretName(name) && !/^$|^\d{1,6}$|^(?:true|false)$|^\$/i.test(value) ? '***' : redact(value);
}
