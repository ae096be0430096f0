import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Every program that runs in a folder, with its words, as any user of the machine may read it; nothing where the system does not tell.
 * What other tests have at the same time is none of it.
 */
export function commandLines(folder: string): { readonly pid: number; readonly words: string }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      return readlinkSync(`/proc/${name}/cwd`) !== folder ? [] : { pid: Number(name), words: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() };
    } catch {
      return [];
    }
  });
}
