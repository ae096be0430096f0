import { readdirSync, readFileSync } from 'node:fs';

/** Every program that runs, with its words, as any user of the machine may read it; nothing where the system does not tell. */
export function commandLines(): { readonly pid: number; readonly words: string }[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      return { pid: Number(name), words: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() };
    } catch {
      return [];
    }
  });
}
