/** Majors of Node's release lines by code name: https://github.com/nodejs/Release#release-schedule */
const NODE_LINES: Readonly<Record<string, string>> = {
  argon: '4', boron: '6', carbon: '8', dubnium: '10', erbium: '12', fermium: '14', gallium: '16', hydrogen: '18',
  iron: '20', jod: '22', krypton: '24', lithium: '26',
};

/** The first number of a text with up to three parts: `python-3.11.4` gives `3.11.4`; undefined when there is none. */
export function firstVersion(text: string): string | undefined {
  return /\d+(?:\.\d+){0,2}/.exec(text)?.[0];
}

/** Major or major.minor of the first number in a text: `v22.3.1` gives `22.3`; undefined when there is none. */
export function shortVersion(text: string): string | undefined {
  return firstVersion(text)?.split('.').slice(0, 2).join('.');
}

/** The major that a code name of Node stands for: `lts/iron` gives `20`; undefined of anything else. */
export function nodeLine(text: string): string | undefined {
  const name = /^lts[/-]([a-z]+)$/.exec(text.trim().toLowerCase())?.[1];
  return name !== undefined && Object.hasOwn(NODE_LINES, name) ? NODE_LINES[name] : undefined;
}

/** True when two versions name different releases; `18` and `18.20` do not. */
export function differs(left: string, right: string): boolean {
  const [leftMajor, leftMinor] = left.split('.');
  const [rightMajor, rightMinor] = right.split('.');
  if (leftMajor !== rightMajor) return true;
  return leftMinor !== undefined && rightMinor !== undefined && leftMinor !== rightMinor;
}
