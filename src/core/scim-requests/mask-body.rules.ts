import { isSecretName, MASK, MAX_READ, maskText } from './mask.rules.ts';

/** The longest text that `maskBody` writes. */
export const MAX_BODY = 8_192;

/** Closing what is open must fit behind it: a mark and a bracket for each level. */
const ROOM = MAX_BODY - 640;
const MAX_DEPTH = 20;
const MAX_STRING = 256;
const MAX_NAME = 100;
const MAX_CLAIMED_TEXT = 200;

/** Where an object says what it is about: `{"op":"replace","path":"password","value":…}`. */
const NAMING = new Set(['path', 'name', 'key', 'type', 'attribute']);
const LONGEST_NAMING = 9;

type Sheet = { text: string; isFull: boolean };

/**
 * A body as JSON text of at most `MAX_BODY` characters, with `***` for every secret and `…` for what was left out.
 * Stops as soon as the sheet is full, so that the size of the body does not matter.
 */
export function maskBody(json: unknown): string {
  const sheet: Sheet = { text: '', isFull: false };
  write(sheet, json, 0);
  return sheet.text;
}

/** The start of a body that is not JSON. */
export function maskClaimedText(text: string): string {
  return maskText(text, MAX_CLAIMED_TEXT);
}

function write(sheet: Sheet, value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) add(sheet, scalar(value));
  else if (depth === MAX_DEPTH) add(sheet, '"…"');
  else if (Array.isArray(value)) writeList(sheet, value, depth);
  else writeObject(sheet, value as Record<string, unknown>, depth);
}

function scalar(value: unknown): string {
  const shown = typeof value === 'string' ? maskText(value, MAX_STRING) : value;
  return JSON.stringify(shown) ?? 'null';
}

function add(sheet: Sheet, piece: string): void {
  sheet.isFull ||= sheet.text.length + piece.length > ROOM;
  sheet.text += sheet.isFull ? '"…"' : piece;
}

function writeList(sheet: Sheet, list: readonly unknown[], depth: number): void {
  sheet.text += '[';
  for (let index = 0; index < list.length; index += 1) {
    if (index > 0) sheet.text += ',';
    if (sheet.isFull || sheet.text.length >= ROOM) {
      sheet.text += `"… ${list.length - index} more"`;
      break;
    }
    write(sheet, list[index], depth + 1);
  }
  sheet.text += ']';
}

function writeObject(sheet: Sheet, value: Record<string, unknown>, depth: number): void {
  const names = Object.keys(value);
  const isAboutSecret = names.some((name) => isNaming(name) && isSecretText(value[name]));
  sheet.text += '{';
  for (const [index, name] of names.entries()) {
    if (index > 0) sheet.text += ',';
    const label = `${JSON.stringify(maskText(name, MAX_NAME))}:`;
    if (sheet.isFull || sheet.text.length + label.length > ROOM) {
      sheet.text += `"…":"${names.length - index} more"`;
      break;
    }
    sheet.text += label;
    if (isSecretName(name) || (isAboutSecret && !isNaming(name) && name.toLowerCase() !== 'op')) {
      sheet.text += `"${MASK}"`;
    } else write(sheet, value[name], depth + 1);
  }
  sheet.text += '}';
}

function isNaming(name: string): boolean {
  return name.length <= LONGEST_NAMING && NAMING.has(name.toLowerCase());
}

function isSecretText(value: unknown): boolean {
  return typeof value === 'string' && isSecretName(value.slice(0, MAX_READ));
}
