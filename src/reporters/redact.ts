import { maskSecrets } from '../text/secrets.ts';

const PASSWORD = /(\/\/[^\s:@/]{0,100}:)([^\s@/]{1,200})@/g;

/** A text without the password of any URL and without keys of providers: reports are pasted into tickets. */
export function redact(text: string): string {
  return maskSecrets(text.replaceAll(PASSWORD, '$1***@'));
}

/** The same for a line of a file below which a mark stands: every character keeps its column. */
export function redactInPlace(text: string): string {
  return maskSecrets(text.replaceAll(PASSWORD, (_all, head: string, password: string) => `${head}${'*'.repeat(password.length)}@`));
}
