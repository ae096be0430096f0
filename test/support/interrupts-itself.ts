/**
 * Variables that let the program get Ctrl-C at the moment when it opens a file of this name, however fast the machine is: it sends the
 * signal to itself.
 */
export function interruptedAt(name: string): Readonly<Record<string, string>> {
  const code = `import fs from 'node:fs';
const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  if (String(path).endsWith(${JSON.stringify(`/${name}`)})) process.kill(process.pid, 'SIGINT');
  return openSync(path, ...rest);
};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
