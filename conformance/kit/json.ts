/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: no list, not null. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that a text holds; undefined for anything else. */
export function parsedJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What stands at a path of names and numbers, `emails.0.value`; undefined where there is nothing. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inside, name) => {
    if (Array.isArray(inside)) return inside[Number(name)];
    return isJson(inside) && Object.hasOwn(inside, name) ? inside[name] : undefined;
  }, value);
}

/** The objects of a list; an empty list for anything else. */
export function objectsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** A value as it is shown in a sentence: JSON, cut. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** The `detail` of an error to stand in a sentence of ours: cut, without its own full stop. Undefined where there is none. */
export function detailIn(body: Json): string | undefined {
  const { detail } = body;
  return typeof detail === 'string' ? detail.slice(0, 300).trim().replace(/\.+$/, '') : undefined;
}
