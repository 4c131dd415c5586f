import { isStorable } from '../resources/fold.rules.ts';

/** What stands in the place of a secret. */
export const MASK = '***';

const CUT_MARK = '…';
/** How much of a text is read to see what it is about. */
export const MAX_READ = 4_096;
const MAX_PATH = 2_048;

/** Parts of names that hold secrets, and names that are one, in lower case and without signs. */
const SECRET_PART =
  /password|passwd|passphrase|passcode|pwd|secret|assertion|authorization|credential|certificate|privatekey|apikey|^tokens?|tokens?$/;
const SECRET_NAMES = new Set(['cookie', 'setcookie', 'otp', 'pin', 'jwt']);

/** A quick look: without any of these a text has nothing to mask. */
const HINT =
  /pass|pwd|secret|token|assertion|authorization|credential|certificate|cookie|jwt|otp|pin|key|drawbridge_|eyJ|bearer|basic/i;

const OURS = /drawbridge_[a-z]+_[\w-]+/gi;
const JWT = /(?<![\w-])eyJ[\w-]{8,}\.[\w.-]*/g;
const SCHEME = /\b(bearer\s+|basic\s+(?=[\w+/=]{16}))[\w.~+/=-]+/gi;
const WORDS = /[\w$-]+/g;

/** A name and what parts it from its value: `"name":`, `\"name\":`, `name=`, `name eq `. */
const NAMED = /(?<![\w$-])([\w$-]+)(?:\\*["']?\s*[:=]\s*|\s+(?:eq|ne|co|sw|ew|g[te]|l[te])\s+)/gi;
const QUOTE = /\\*["']/y;
const END_OF_BARE = /[,&;}\])"'\n]/g;

/** Whether what goes by this name, or dotted path, or path with a URN, is a secret. Case and signs do not matter. */
export function isSecretName(name: string): boolean {
  return HINT.test(name) && (name.match(WORDS) ?? []).some(isSecretWord);
}

function isSecretWord(word: string): boolean {
  const plain = word.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SECRET_PART.test(plain) || SECRET_NAMES.has(plain);
}

/** At most `max` characters, with a mark where something was cut away. */
export function cut(text: string, max: number): string {
  return text.length > max ? text.slice(0, max - CUT_MARK.length) + CUT_MARK : text;
}

/**
 * The start of a text, `max` characters, without the secrets in it: what looks like a token, and the values of names
 * that hold secrets, however they are written. Masks too much rather than too little.
 */
export function maskText(text: string, max: number): string {
  const known = text.length > MAX_READ ? text.slice(0, MAX_READ) : text;
  const shown = cut(text, max);
  if (!HINT.test(known)) return shown;
  const masked = maskTokens(shown);
  return cut(isSecretName(known) ? maskNamed(masked) : masked, max);
}

function maskTokens(text: string): string {
  return text.replace(OURS, MASK).replace(JWT, MASK).replace(SCHEME, `$1${MASK}`);
}

/** Where a secret is named anywhere, `value` may be its value: `{"path":"password","value":"…"}`, `password[value eq …]`. */
function maskNamed(text: string): string {
  let masked = '';
  let done = 0;
  for (let match = NAMED.exec(text); match !== null; match = NAMED.exec(text)) {
    const name = match[1] ?? '';
    if (name.toLowerCase() !== 'value' && !isSecretWord(name)) continue;
    const start = NAMED.lastIndex;
    const end = endOfValue(text, start);
    masked += text.slice(done, start) + MASK;
    done = end;
    NAMED.lastIndex = end;
  }
  return masked + text.slice(done);
}

/** Behind the value that starts here; of an object or a list, and of a quote that is not closed, the end of the text. */
function endOfValue(text: string, start: number): number {
  if (/[{[]/.test(text.charAt(start))) return text.length;
  QUOTE.lastIndex = start;
  const quote = QUOTE.exec(text)?.[0];
  if (quote === undefined) {
    END_OF_BARE.lastIndex = start;
    return END_OF_BARE.exec(text)?.index ?? text.length;
  }
  let close = text.indexOf(quote, start + quote.length);
  while (close !== -1 && text.charAt(close - 1) === '\\') close = text.indexOf(quote, close + 1);
  return close === -1 ? text.length : close + quote.length;
}

/**
 * The detail of a refusal: our own sentence, in which only what it quotes from the client can be secret. It is, where the
 * refusal is about a secret or the sentence names one.
 */
export function maskDetail(detail: string, field = ''): string {
  const shown = maskTokens(detail);
  if (!(isSecretName(field) || isSecretName(shown))) return shown;
  const [first, last] = [shown.indexOf('"'), shown.lastIndexOf('"')];
  return first === last ? shown : `${shown.slice(0, first)}"${MASK}"${shown.slice(last + 1)}`;
}

/** An address below a directory's base, decoded once as the server decodes it, for people to read; secrets masked. */
export function maskPath(sent: string): string {
  const claimed = cut(sent, MAX_READ);
  const mark = claimed.indexOf('?');
  const path = maskText(decoded(mark === -1 ? claimed : claimed.slice(0, mark)), MAX_PATH) || '/';
  if (mark === -1) return path;
  const parameters = [...new URLSearchParams(claimed.slice(mark + 1))].map(([name, value]) => {
    if (value === '') return maskText(name, MAX_PATH);
    return `${maskText(name, MAX_PATH)}=${isSecretName(name) ? MASK : maskText(value, MAX_PATH)}`;
  });
  return cut(`${path}?${parameters.join('&')}`, MAX_PATH);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The text as PostgreSQL can keep it: no NUL, no half of a surrogate pair. */
export function storable(text: string): string {
  return isStorable(text) ? text : text.toWellFormed().replaceAll('\0', '\ufffd');
}
