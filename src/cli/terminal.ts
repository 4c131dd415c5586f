import type { Terminal } from '../../conformance/report/terminal.ts';

/** Standard output, for the commands of the conformance kit. */
export const terminal: Terminal = {
  isLive: process.stdout.isTTY,
  write: (text) => void process.stdout.write(text),
};
