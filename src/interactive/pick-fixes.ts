import { createPrompt, isDownKey, isEnterKey, isSpaceKey, isUpKey, useEffect, useKeypress, useState, type KeypressEvent } from '@inquirer/core';
import type { Paint } from '../reporters/paint.ts';
import type { FixChoice } from './fix-choice.ts';
import { diffScreen, listScreen, type Screen } from './pick-screen.ts';

/** What the list shows besides the fixes. */
export interface PickOptions {
  readonly choices: readonly FixChoice[];
  /** `67/100 fair`. */
  readonly score: string;
  readonly paint: Paint;
  /** Columns and rows of the terminal, asked anew for each screen: a window may be resized. */
  readonly size: () => Screen;
}

/** Erases the screen and goes to its first place. https://man7.org/linux/man-pages/man4/console_codes.4.html */
const WIPED = '\u001b[2J\u001b[H';

/** What a key does to a set of chosen ids. */
type Choosing = (chosen: ReadonlySet<string>) => ReadonlySet<string>;

/** Lets a person choose fixes, safe ones ticked; `p` shows the diff of a line. Gives the ids, or none where they leave. */
export const pickFixes = createPrompt<readonly string[], PickOptions>((options, done) => {
  const { choices, paint } = options;
  const [active, setActive] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(choices.filter(({ isSafe }) => isSafe).map(({ id }) => id)));
  const [scroll, setScroll] = useState<number | undefined>(undefined);
  const [status, setStatus] = useState<'open' | 'done'>('open');
  const [, setResized] = useState({});
  const current = choices[active];
  const size = options.size();
  const diff = scroll === undefined || current === undefined ? undefined : diffScreen(current, { scroll, paint, ...size });

  useEffect(() => whenResized(() => setResized({})), []);

  useKeypress((key) => {
    if (status === 'done' || current === undefined) return;
    if (scroll !== undefined) return setScroll(scrolled(key, scroll, diff?.last ?? 0));
    if (isEnterKey(key)) return finish([...chosen]);
    if (key.name === 'q' || key.name === 'escape') return finish([]);
    if (key.name === 'p') return setScroll(0);
    const choosing = choosingOf(key, current, choices);
    if (choosing !== undefined) return setChosen(choosing(chosen));
    const step = stepOf(key);
    if (step !== 0) setActive(Math.min(Math.max(active + step, 0), choices.length - 1));
  });

  function finish(ids: readonly string[]): void {
    setStatus('done');
    done(ids);
  }

  if (status === 'done') return paint.dim(`${chosen.size} of ${choices.length} fixes chosen`);
  if (diff !== undefined) return [diff.text, ''];
  return [listScreen(choices, { active, chosen, paint, score: options.score, ...size }), ''];
});

/** Space takes or leaves a line, `t` all of its rule, `s` all of its service, `a` all safe ones, `r` all, `n` none. */
function choosingOf(key: KeypressEvent, current: FixChoice, choices: readonly FixChoice[]): Choosing | undefined {
  if (isSpaceKey(key)) return (chosen) => (chosen.has(current.id) ? new Set([...chosen].filter((id) => id !== current.id)) : new Set([...chosen, current.id]));
  if (key.name === 't') return (chosen) => toggled(choices.filter(({ rule }) => rule === current.rule), chosen);
  if (key.name === 's') return (chosen) => toggled(choices.filter(({ service }) => service === current.service), chosen);
  if (key.name === 'a') return () => new Set(choices.filter(({ isSafe }) => isSafe).map(({ id }) => id));
  if (key.name === 'r') return () => new Set(choices.map(({ id }) => id));
  return key.name === 'n' ? () => new Set() : undefined;
}

/** All of a group, or none of it where all are chosen already. */
function toggled(group: readonly FixChoice[], chosen: ReadonlySet<string>): ReadonlySet<string> {
  const ids = new Set(group.map(({ id }) => id));
  const others = [...chosen].filter((id) => !ids.has(id));
  return new Set(group.every(({ id }) => chosen.has(id)) ? others : [...others, ...ids]);
}

function stepOf(key: KeypressEvent): number {
  if (isUpKey(key) || key.name === 'k') return -1;
  if (isDownKey(key) || key.name === 'j') return 1;
  if (key.name === 'pageup') return -10;
  return key.name === 'pagedown' ? 10 : 0;
}

/** The first line of a diff that is shown after a key, undefined where it is left. */
function scrolled(key: KeypressEvent, scroll: number, last: number): number | undefined {
  if (['p', 'q', 'escape'].includes(key.name) || isEnterKey(key)) return undefined;
  const step = isSpaceKey(key) ? 10 : stepOf(key);
  return Math.min(Math.max(Math.min(scroll, last) + step, 0), last);
}

/** The terminal breaks what was shown in its own way when it gets another size: the screen is wiped and drawn anew. */
function whenResized(draw: () => void): () => void {
  const redraw = () => {
    process.stdout.write(WIPED);
    draw();
  };
  process.stdout.on('resize', redraw);
  return () => void process.stdout.off('resize', redraw);
}
