/**
 * oxc-parser 0.159 ends the whole process when nesting overflows its native stack: measured at 5,000 nested functions or types and at
 * 20,000 nested brackets. So the text is measured first, in one pass that overestimates; real files stay far below.
 */
const MOST_OPEN_BRACKETS = 1500;
const MOST_ANGLES = 1500;
const MOST_OPERATORS = 4000;
const MOST_ARITHMETIC = 15_000;
const MOST_BRANCHES = 8000;

/** Operators that nest to the right, or in types. `+` and `/` nest less deeply in the parser and fill base64 texts. */
const OPERATORS = new Set('!~?:=&|');
const ARITHMETIC = new Set('+-*/%^');

interface Depth {
  brackets: number;
  angles: number;
  operators: number;
  arithmetic: number;
  tags: number;
}

/** The offset where a text may be nested too deeply for the parser; undefined when it is safe to parse. */
export function findDeepNesting(text: string): number | undefined {
  if (text.length < MOST_OPEN_BRACKETS) return undefined;
  const depth: Depth = { brackets: 0, angles: 0, operators: 0, arithmetic: 0, tags: 0 };
  for (let index = 0; index < text.length; index += 1) {
    measure(depth, text, index);
    if (isTooDeep(depth)) return index;
  }
  return findManyBranches(text);
}

function measure(depth: Depth, text: string, index: number): void {
  const character = text.charAt(index);
  if (character === '(' || character === '[' || character === '{') depth.brackets += 1;
  else if (character === ')' || character === ']' || character === '}') depth.brackets = Math.max(0, depth.brackets - 1);
  else if (character === '<') measureAngle(depth, text.charAt(index + 1));
  else if (character === '>') measureClosingAngle(depth, text.charAt(index - 1));
  if (character === ';' || character === ',' || character === '}') endStatement(depth, character);
  else if (OPERATORS.has(character)) depth.operators += 1;
  else if (ARITHMETIC.has(character)) depth.arithmetic += 1;
}

function measureAngle(depth: Depth, next: string): void {
  if (next === '/') depth.tags = Math.max(0, depth.tags - 1);
  else if (/[\w$>({[]/.test(next)) {
    depth.angles += 1;
    depth.tags += 1;
  }
}

function measureClosingAngle(depth: Depth, previous: string): void {
  if (previous === '/') depth.tags = Math.max(0, depth.tags - 1);
  if (previous !== '=') depth.angles = Math.max(0, depth.angles - 1);
}

function endStatement(depth: Depth, character: string): void {
  depth.operators = 0;
  depth.arithmetic = 0;
  if (character !== ';') return;
  depth.angles = 0;
  depth.tags = 0;
}

function isTooDeep(depth: Depth): boolean {
  return depth.brackets > MOST_OPEN_BRACKETS || depth.angles > MOST_ANGLES || depth.tags > MOST_ANGLES
    || depth.operators > MOST_OPERATORS || depth.arithmetic > MOST_ARITHMETIC;
}

/** `if(a)if(b)...` and `else if` chains nest without a bracket that stays open. */
function findManyBranches(text: string): number | undefined {
  let count = 0;
  for (const branch of text.matchAll(/\b(?:if|else|for|while|typeof|void|await|new)\b/g)) {
    count += 1;
    if (count > MOST_BRANCHES) return branch.index;
  }
  return undefined;
}
