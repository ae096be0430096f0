import { readFileSync } from 'node:fs';

/** The bytes that the CLI prints on stdout, from a file of answers/. */
const text = (name) => readFileSync(new URL(`answers/${name}`, import.meta.url), 'utf8');

/** A file of answers/ as the end of a command that went well. */
export const answer = (name) => ({ stdout: text(name) });

/** The JSON of a file of answers/. */
export const json = (name) => JSON.parse(text(name));
