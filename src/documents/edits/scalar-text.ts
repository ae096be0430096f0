import type { Scalar } from './data-edit.ts';

/** A number that stands in quotes stays in them: Railway's own pages write numbers as strings. */
export function keptKind(value: Scalar, before: Scalar | null): Scalar {
  return typeof value === 'number' && typeof before === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(before) ? String(value) : value;
}

/** A value as JSON writes it. */
export const jsonText = (value: Scalar): string => JSON.stringify(value);

/** A value as TOML writes it, in the quotes of the token that it takes the place of, as far as the value allows. */
export function tomlText(value: Scalar, like = '"'): string {
  if (typeof value !== 'string') return String(value);
  const quote = /^(?:"""|'''|"|')/.exec(like)?.[0] ?? '"';
  if (quote.startsWith("'") && !hasControls(value) && !value.includes("'")) return `${quote}${value}${quote}`;
  return quote === '"""' ? `"""${escaped(value)}"""` : `"${escaped(value)}"`;
}

/** A key as TOML writes it: bare where it may be. */
export const tomlKey = (key: string): string => (/^[\w-]+$/.test(key) ? key : `"${escaped(key)}"`);

/** A value as YAML writes it, in the quotes of the token that it takes the place of. `isPlain` says whether a text means itself without quotes. */
export function yamlText(value: Scalar, like: string, isPlain: (text: string) => boolean): string {
  if (typeof value !== 'string') return String(value);
  if (like.startsWith("'") && !hasControls(value)) return `'${value.replaceAll("'", "''")}'`;
  return !like.startsWith('"') && isPlain(value) ? value : jsonText(value);
}

function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are the characters that only an escape can write
  return /[\u0000-\u001f\u007f]/.test(text);
}

/** JSON's escapes are among those of TOML's basic strings, save for DEL. https://toml.io/en/v1.0.0#string */
function escaped(text: string): string {
  return jsonText(text).slice(1, -1).replaceAll('\u007f', String.raw`\u007F`);
}
