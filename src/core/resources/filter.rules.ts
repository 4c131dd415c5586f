import { quoted, ResourceFault } from './fault.rules.ts';

export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/** A filter (RFC 7644 §3.4.2.2) as a tree. Paths and values are as the client wrote them. */
export type Filter =
  | {
      readonly kind: 'compare';
      readonly path: string;
      readonly operator: Operator;
      readonly value: string | number | boolean | null;
    }
  | { readonly kind: 'present'; readonly path: string }
  | { readonly kind: 'some'; readonly path: string; readonly filter: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] };

const MAX_LENGTH = 2_048;
const MAX_DEPTH = 10;
const MAX_TERMS = 50;
const OPERATORS = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']);

// One token each: string with JSON's escapes, bracket, or a run of anything else. Sticky, so that it is linear.
const TOKEN = /\s*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|([()[\]])|([^\s"()[\]]+))/y;
// Behind a URN one dot more: Entra ID's older dialect has one instead of the colon.
const PATH = /^(?:urn:[\w.:-]+:[a-z$][\w$-]*(?:\.[a-z$][\w$-]*){0,2}|[a-z$][\w$-]*(?:\.[a-z$][\w$-]*)?)$/i;
const SUB_ATTRIBUTE = /^\.[a-z$][\w$-]*$/i;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const BARE = /^(?!(?:and|or|not)$)[\w@.+-]+$/i;

/**
 * Reads a filter: at most 2 KB, 10 levels of brackets and 50 terms, refused before they cost anything.
 * Throws ResourceFault invalid_filter.
 */
export function readFilter(claimed: string): Filter {
  if (claimed.length > MAX_LENGTH) throw fault(`The filter is longer than ${MAX_LENGTH} characters`);
  const reader = new Reader(tokensOf(claimed));
  const filter = reader.either(0);
  reader.end();
  return filter;
}

type Token = { readonly kind: 'string' | 'bracket' | 'word'; readonly text: string };

function tokensOf(claimed: string): Token[] {
  const tokens: Token[] = [];
  const text = claimed.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw fault(`The filter cannot be read from ${quoted(text.slice(at))} on`);
    const [, string, bracket, word] = match;
    if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (bracket !== undefined) tokens.push({ kind: 'bracket', text: bracket });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
  }
  return tokens;
}

/** Recursive descent; precedence is not, and, or. Depth is counted, so the stack is safe. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #terms = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  either(depth: number): Filter {
    return this.#list('or', () => this.#list('and', () => this.#term(depth)));
  }

  end(): void {
    const token = this.#tokens[this.#at];
    if (token !== undefined) throw fault(`The filter goes on after its end with ${quoted(token.text)}`);
  }

  #list(kind: 'and' | 'or', next: () => Filter): Filter {
    const filters = [next()];
    while (this.#takeWord(kind)) filters.push(next());
    return filters.length === 1 && filters[0] !== undefined ? filters[0] : { kind, filters };
  }

  #term(depth: number): Filter {
    if (depth > MAX_DEPTH) throw fault(`The filter is nested deeper than ${MAX_DEPTH} levels`);
    if (this.#takeWord('not')) {
      this.#expect('(', 'not');
      return { kind: 'not', filter: this.#closed(depth, ')') };
    }
    return this.#takeBracket('(') ? this.#closed(depth, ')') : this.#attribute(depth);
  }

  #closed(depth: number, bracket: ')' | ']'): Filter {
    const filter = this.either(depth + 1);
    this.#expect(bracket, 'a group');
    return filter;
  }

  #attribute(depth: number): Filter {
    this.#countTerm();
    const path = this.#word('an attribute');
    if (!PATH.test(path)) throw fault(`${quoted(path)} is not an attribute`);
    if (!this.#takeBracket('[')) return this.#compared(path);
    const filter = this.#closed(depth, ']');
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'word' || !SUB_ATTRIBUTE.test(next.text)) return { kind: 'some', path, filter };
    this.#at += 1;
    this.#countTerm();
    return someWith(path, filter, this.#compared(next.text.slice(1)));
  }

  #countTerm(): void {
    this.#terms += 1;
    if (this.#terms > MAX_TERMS) throw fault(`The filter has more than ${MAX_TERMS} terms`);
  }

  #compared(path: string): Plain {
    const operator = this.#word(`an operator after ${quoted(path)}`).toLowerCase();
    if (operator === 'pr') return { kind: 'present', path };
    if (!OPERATORS.has(operator)) throw fault(`${quoted(operator)} is not an operator`);
    return { kind: 'compare', path, operator: operator as Operator, value: this.#value(path) };
  }

  #value(path: string): string | number | boolean | null {
    const token = this.#tokens[this.#at++];
    if (token?.kind === 'string') return JSON.parse(token.text) as string;
    const word = token?.kind === 'word' ? token.text : '';
    if (NUMBER.test(word) && Number.isFinite(Number(word))) return Number(word);
    if (/^(true|false)$/i.test(word)) return word.toLowerCase() === 'true';
    if (/^null$/i.test(word)) return null;
    // Older releases of authentik, and samples of Entra ID's, leave out the quotes. What looks like a number is none.
    if (BARE.test(word) && Number.isNaN(Number(word))) return word;
    throw fault(`The value compared with ${path} must be a quoted string, a number, true, false or null`);
  }

  #word(wanted: string): string {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== 'word') throw fault(`The filter needs ${wanted}${token ? `, not ${quoted(token.text)}` : ''}`);
    return token.text;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #takeBracket(bracket: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'bracket' || token.text !== bracket) return false;
    this.#at += 1;
    return true;
  }

  #expect(bracket: string, of: string): void {
    if (!this.#takeBracket(bracket)) throw fault(`The filter needs ${bracket} for ${of}`);
  }
}

type Plain = Extract<Filter, { kind: 'compare' | 'present' }>;

/**
 * Entra ID looks people up by `emails[type eq "work"].value eq "x"`, which the grammar has in PATCH paths only. It
 * means one element that meets both; with ne, or with eq and nothing, it means that there is no such element.
 */
function someWith(path: string, filter: Filter, plain: Plain): Filter {
  const others = filter.kind === 'and' ? filter.filters : [filter];
  const some = (part: Plain): Filter => ({ kind: 'some', path, filter: { kind: 'and', filters: [...others, part] } });
  if (plain.kind === 'present' || (plain.operator !== 'eq' && plain.operator !== 'ne')) return some(plain);
  if (plain.value !== null && plain.value !== '') {
    return plain.operator === 'eq' ? some(plain) : { kind: 'not', filter: some({ ...plain, operator: 'eq' }) };
  }
  const present = some({ kind: 'present', path: plain.path });
  return plain.operator === 'ne' ? present : { kind: 'not', filter: present };
}

function fault(what: string): ResourceFault {
  return new ResourceFault('invalid_filter', `${what}. Send a filter such as userName eq "ada@example.com".`, 'filter');
}
