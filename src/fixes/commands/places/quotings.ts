import { decodeAsIs, decodeBlock, decodeContinued, decodeDoubled, decodeEscapes, decodeFolded, decodeShellDouble, type Quoting } from './decoded.ts';

/** A text in quotes whose escapes begin with a backslash. */
export function escaped(quote: string): Quoting {
  const special = quote === '`' ? /[\\`]|\$(?=\{)/g : quote === '"' ? /[\\"]/g : /[\\']/g;
  return { decode: decodeEscapes, write: (text) => text.replaceAll(special, String.raw`\$&`).replaceAll('\n', String.raw`\n`).replaceAll('\t', String.raw`\t`) };
}

/** A string of a JSON array in a Dockerfile. */
export const DOCKER_STRING: Quoting = { decode: decodeContinued, write: escaped('"').write };

/** A text that stands as it is, where some characters cannot. */
export function verbatim(forbidden: RegExp): Quoting {
  return { decode: decodeAsIs, write: (text) => (forbidden.test(text) ? undefined : text) };
}

/** A script: everything may stand in it. */
export const SCRIPT: Quoting = { decode: decodeAsIs, write: (text) => text };

/** YAML's single quotes. */
export const DOUBLED: Quoting = { decode: decodeDoubled, write: (text) => (text.includes('\n') ? undefined : text.replaceAll("'", "''")) };

/** A YAML scalar without quotes, where `: ` and ` #` mean something else. */
export const PLAIN: Quoting = { decode: decodeFolded, write: (text) => (/:(\s|$)|(^|\s)#|\n/.test(text) ? undefined : text) };

/** A YAML block scalar. */
export const BLOCK: Quoting = { decode: decodeBlock, write: (text) => (text.includes('\n') ? undefined : text) };

/** A shell word in single quotes. */
export const SHELL_SINGLE: Quoting = { decode: decodeAsIs, write: (text) => text.replaceAll("'", String.raw`'\''`) };

/** A shell word in double quotes; what it says of variables goes on to the shell inside. */
export const SHELL_DOUBLE: Quoting = { decode: decodeShellDouble, write: (text) => text.replaceAll(/[\\"`]/g, String.raw`\$&`) };
