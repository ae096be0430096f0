/** A command without what does not change what it starts: a shell around it, `exec`, defaults of variables, quotes, blanks. */
export function plainCommand(command: string): string {
  let text = command.trim();
  const shell = /^(?:\S*\/)?(?:ba|da|a|z)?sh\s+-l?c\s+(['"])([\s\S]*)\1$/.exec(text);
  if (shell?.[2] !== undefined) text = shell[2];
  return text
    .replace(/^exec\s+/, '')
    .replaceAll(/\$\{(\w+)(?::?-[^}]*)?\}/g, '$$$1')
    .replaceAll(/["']/g, '')
    .replaceAll(/(--[\w-]+)=/g, '$1 ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The last command of a chain, as words. */
function lastWords(command: string): readonly string[] {
  const words = (command.split(/&&|\|\||;/).at(-1) ?? '').trim().split(/\s+/);
  const start = words.findIndex((word) => !/^(exec|[A-Z_]+=.*|uv|poetry|pipenv|run|python3?|-m|npx)$/.test(word));
  return words.slice(Math.max(start, 0));
}

/** The program that a command ends in: `uvicorn`, `app.py`. */
export function programOf(command: string): string {
  return lastWords(command)[0] ?? '';
}

/** The application that the program is given: `app.main:app`, `dist/index.js`. */
export function appOf(command: string): string {
  const words = lastWords(command).slice(1).filter((word) => !word.startsWith('-'));
  return words.find((word) => /^[\w.]+:\w+(\(\))?$|\.(py|[cm]?[jt]s)$/.test(word)) ?? words[0] ?? '';
}

/** The words of a command, without quotes; enough to look for a name, not to run it. */
export function looseWords(command: string): readonly string[] {
  return command.split(/[\s"'()]+/).filter((word) => word !== '');
}
