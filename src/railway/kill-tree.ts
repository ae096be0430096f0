import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** A running program with all that it started. */
export interface Tree {
  /** Ends all of it: politely, and after a while by force. */
  readonly end: () => void;
  /** The program has ended; what it started and was told to end has no more time. */
  readonly forget: () => void;
}

/** Milliseconds that a program has to end by itself. */
const PATIENCE = 2_000;
/** Signals that end us, and so must end what we started: a group of its own gets none from the terminal. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Watches over a program that leads a group of its own; it ends with us too. One that `finishes` is left alone by the first signal: what it changes
 * elsewhere is then changed or not, and somebody hears which.
 */
export function killTree(pid: number | undefined, { finishes = false }: { readonly finishes?: boolean } = {}): Tree {
  if (pid === undefined) return { end: () => undefined, forget: () => undefined };
  let force: NodeJS.Timeout | undefined;
  const atExit = (): void => signalTree(pid, 'SIGKILL');
  const forget = (): void => {
    if (force !== undefined) signalTree(pid, 'SIGKILL');
    clearTimeout(force);
    process.removeListener('exit', atExit);
    for (const signal of ENDINGS) process.removeListener(signal, atSignal);
  };
  let isSpared = finishes;
  const atSignal = (signal: NodeJS.Signals): void => {
    if (isSpared) {
      isSpared = false;
      return;
    }
    signalTree(pid, 'SIGTERM');
    forget();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('exit', atExit);
  for (const signal of ENDINGS) process.on(signal, atSignal);
  return {
    end: () => {
      signalTree(pid, 'SIGTERM');
      force = setTimeout(() => signalTree(pid, 'SIGKILL'), PATIENCE);
    },
    forget,
  };
}

/** Sends a signal to a program and its children. Windows knows no groups; there a program of its own ends a tree. */
function signalTree(pid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    execFile(join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe'), ['/pid', String(pid), '/T', '/F'], () => undefined);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // it has ended already
  }
}
