import { COST, doubt, leave, open, resume, separate, step } from './typescript-frames.ts';
import type { Frame, Last, Measure } from './typescript-frames.ts';
import { isLineEnd, isWordCode, skipAttribute, skipComment, skipLine, skipPattern, skipString, skipTemplate, skipWord } from './typescript-skip.ts';
import { BETWEEN, HEADS, lastOf } from './typescript-words.ts';

/**
 * oxc-parser 0.159 ends the whole process when nesting overflows its native stack, so the text is measured first, in one pass that
 * rather overestimates. Costs are what a level takes of the stack, roughly; the limit is far above hand-written and bundled code. A whole
 * program in one line may be refused.
 */
const LIMIT = 8000;

/** The offset where a text may be nested too deeply for the parser; undefined when it is safe to parse. */
export function findDeepNesting(text: string, hasJsx: boolean): number | undefined {
  if (text.length < LIMIT / COST.bracket) return undefined;
  const bottom: Frame = { kind: 'curly', after: 'unsure', pending: 0, passed: 0, ended: 0, angles: 0, below: 0 };
  const measure: Measure = { text, hasJsx, frames: [bottom], top: bottom, index: 0, last: 'operator', word: '', isNewLine: false, closedCurly: false, doubtUntil: 0 };
  while (measure.index < text.length) {
    if (measure.top.kind === 'children') readChild(measure);
    else readToken(measure);
    const { below, pending, angles } = measure.top;
    if (below + pending + angles * COST.bracket > LIMIT) return Math.min(measure.index, text.length - 1);
  }
  return undefined;
}

function readToken(measure: Measure): void {
  const { text, index } = measure;
  const code = text.charCodeAt(index);
  if (isWordCode(code)) readWord(measure);
  else if (isLineEnd(code)) readLineEnd(measure);
  else if (code <= 32 || code > 127) measure.index += 1;
  else {
    readSign(measure, text.charAt(index));
  }
}

function readLineEnd(measure: Measure): void {
  measure.isNewLine = true;
  measure.index += 1;
  if (measure.doubtUntil === 0 || measure.doubtUntil > measure.index) return;
  measure.doubtUntil = 0;
  measure.last = 'unsure';
}

function readWord(measure: Measure): void {
  const { text, index, top, last } = measure;
  measure.index = skipWord(text, index);
  const word = measure.index - index > 12 ? '' : text.slice(index, measure.index);
  const isMember = text.charCodeAt(index - 1) === 46;
  const endsBefore = measure.closedCurly || (measure.isNewLine && last === 'operand');
  if ((endsBefore && !BETWEEN.has(word)) || (word === 'case' && !isMember)) separate(measure);
  measure.isNewLine = false;
  measure.closedCurly = false;
  measure.word = isMember ? '' : word;
  measure.last = isMember ? 'operand' : lastOf(word);
  if (!isMember && (word === 'else' || word === 'while')) resume(top);
  if (measure.last !== 'operand') top.pending += COST.nesting;
}

function readSign(measure: Measure, sign: string): void {
  const { closedCurly } = measure;
  measure.closedCurly = false;
  switch (sign) {
    case '(':
      open(measure, 'round', HEADS.has(measure.word) ? 'operator' : measure.word === 'await' ? 'unsure' : 'operand');
      break;
    case '[':
      open(measure, 'square', 'operand');
      break;
    case '{':
      open(measure, 'curly', 'unsure');
      break;
    case ')': case ']': case '}':
      close(measure, sign);
      break;
    case '"': case '\'':
      readQuote(measure);
      break;
    case '`':
      readBacktick(measure);
      break;
    case '/':
      readSlash(measure, closedCurly);
      break;
    case '<':
      readAngle(measure);
      break;
    case '>':
      readClosingAngle(measure);
      break;
    default:
      readOperator(measure, sign);
  }
  if (sign !== '/') measure.isNewLine = false;
}

function readOperator(measure: Measure, sign: string): void {
  const { text, index, last, isNewLine, top } = measure;
  const next = text.charAt(index + 1);
  const isTwice = next === sign;
  if (sign === ';') separate(measure);
  if (sign === ',' && index >= measure.doubtUntil) {
    top.passed += top.pending;
    top.pending = 0;
  }
  if (sign === '-' && isTwice && text.charAt(index + 2) === '>') doubt(measure);
  step(measure, costOf(sign, next, last));
  if (isTwice && '=&|?*+-'.includes(sign)) measure.index += 1;
  if (('=!'.includes(sign)) && text.charAt(measure.index) === '=') measure.index += 1;
  const staysOperand = last === 'operand' && ((sign === '!' && !isNewLine && next !== '=') || (isTwice && '+-'.includes(sign)));
  if (staysOperand) measure.last = 'operand';
}

/** Binary operators chain, the others nest to the right or in types. */
function costOf(sign: string, next: string, last: Last): number {
  if (sign === ';' || sign === ',') return 0;
  if ('.%^'.includes(sign) || ('&|=!'.includes(sign) && (next === sign || next === '=')) || (sign === '?' && (next === '?' || next === '.'))) return COST.chaining;
  if (sign === '*') return next === '*' ? COST.nesting : COST.chaining;
  if ('+-'.includes(sign)) return last === 'operand' && next !== sign ? COST.chaining : COST.nesting;
  return COST.nesting;
}

function close(measure: Measure, sign: ')' | ']' | '}'): void {
  const { top, index } = measure;
  const kind = sign === ')' ? 'round' : sign === ']' ? 'square' : 'curly';
  const isTemplate = top.kind === 'template' && sign === '}';
  measure.index += 1;
  measure.word = '';
  measure.last = sign === '}' ? 'unsure' : 'operand';
  if (index < measure.doubtUntil || (!isTemplate && top.kind !== kind)) return;
  measure.closedCurly = sign === '}';
  measure.last = top.after;
  leave(measure);
  if (isTemplate) continueTemplate(measure);
}

function readQuote(measure: Measure): void {
  const { text, index, top } = measure;
  if (index < measure.doubtUntil) return step(measure, 0);
  measure.index = top.kind === 'tag' ? skipAttribute(text, index) : skipString(text, index);
  measure.last = 'operand';
  measure.word = '';
  return undefined;
}

function readBacktick(measure: Measure): void {
  measure.index += 1;
  if (measure.index > measure.doubtUntil) continueTemplate(measure);
}

function continueTemplate(measure: Measure): void {
  const { text } = measure;
  const end = skipTemplate(text, measure.index);
  measure.index = end;
  measure.closedCurly = false;
  measure.word = '';
  if (text.charCodeAt(end) === 36) {
    open(measure, 'template', 'operand');
    measure.index = end + 2;
    return;
  }
  measure.index = end + 1;
  measure.top.pending += COST.chaining;
  measure.last = 'operand';
}

function readSlash(measure: Measure, closedCurly: boolean): void {
  const { text, index, last, top } = measure;
  const next = text.charAt(index + 1);
  if (index < measure.doubtUntil) return step(measure, COST.chaining);
  if (next === '/' || next === '*') return skipRemark(measure, next, closedCurly);
  if (top.kind === 'tag' && next === '>') {
    leave(measure);
    measure.index += 2;
    measure.last = 'operand';
    return undefined;
  }
  const end = last === 'operator' ? skipPattern(text, index) : undefined;
  if (last === 'unsure' || (last === 'operator' && end === undefined)) doubt(measure);
  step(measure, COST.chaining);
  measure.isNewLine = false;
  if (end === undefined) return undefined;
  measure.index = end;
  measure.last = 'operand';
  return undefined;
}

function skipRemark(measure: Measure, next: string, closedCurly: boolean): void {
  const { text, index } = measure;
  measure.closedCurly = closedCurly;
  measure.index = next === '/' ? skipLine(text, index) : skipComment(text, index);
  if (next === '*' && /[\n\r\u2028\u2029]/.test(text.slice(index, measure.index))) measure.isNewLine = true;
}

const TYPE_PARAMETERS = /<(?:const\s+)?[\w$]+\s*(?:,|extends\s+[^=>/\s])/y;

function readAngle(measure: Measure): void {
  const { text, index, last, top } = measure;
  const next = text.charCodeAt(index + 1);
  if (text.startsWith('<!--', index)) doubt(measure);
  if (index >= measure.doubtUntil && measure.hasJsx && (last === 'operator' || last === 'unsure') && (next === 62 || isWordCode(next))) {
    TYPE_PARAMETERS.lastIndex = index;
    if (!TYPE_PARAMETERS.test(text)) {
      if (last === 'operator') return openTag(measure);
      doubt(measure);
    }
  }
  const compares = next === 61 || (next >= 48 && next <= 57);
  if (!compares) top.angles += 1;
  return step(measure, COST.nesting);
}

function openTag(measure: Measure): void {
  open(measure, 'tag', 'operand');
  if (measure.text.charAt(measure.index) !== '>') return;
  measure.top.kind = 'children';
  measure.index += 1;
}

function readClosingAngle(measure: Measure): void {
  const { text, index, top } = measure;
  if (text.charAt(index - 1) === '=') return step(measure, 0);
  if (index < measure.doubtUntil) return step(measure, COST.chaining);
  if (top.kind === 'tag' && top.angles === 0) {
    top.kind = 'children';
    top.pending = 0;
    measure.index += 1;
    return undefined;
  }
  top.angles = Math.max(0, top.angles - 1);
  step(measure, COST.chaining);
  measure.last = 'unsure';
  return undefined;
}

/** Text between tags is no code: only tags and braces count. */
function readChild(measure: Measure): void {
  const { text } = measure;
  let { index } = measure;
  while (index < text.length && text.charCodeAt(index) !== 60 && text.charCodeAt(index) !== 123) index += 1;
  measure.index = index;
  if (text.charAt(index) === '{') return open(measure, 'curly', 'unsure');
  if (text.charAt(index + 1) !== '/') return index < text.length ? openTag(measure) : undefined;
  const end = text.indexOf('>', index);
  measure.index = end === -1 ? text.length : end + 1;
  leave(measure);
  measure.last = 'operand';
  measure.closedCurly = false;
  return undefined;
}
