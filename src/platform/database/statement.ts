/** What travels as a parameter: PostgreSQL parses the text, so dates are ISO 8601 and documents are JSON text. */
export type Value = string | number | boolean | null | Buffer;

/** A row as it came over the wire: one text, or null, per column, in the statement's order. */
export type Row = readonly (string | null)[];

/**
 * One prepared statement. `$1` is always the organization, which the caller's context binds.
 * `name` identifies the text on a connection, so one name has one text.
 */
export type Statement = { readonly name: string; readonly text: string };

/** The text of a column that cannot be null. */
export function text(row: Row, column: number): string {
  const value = row[column];
  if (value === null || value === undefined) throw new Error(`column ${column} is null`);
  return value;
}

/** A boolean column. */
export function truth(row: Row, column: number): boolean {
  return row[column] === 't';
}

/** A timestamptz(3) column as the connection prints it (UTC) in ISO 8601 with milliseconds. */
export function isoTime(row: Row, column: number): string {
  const [date, time = ''] = text(row, column).split(' ');
  const [seconds, fraction = ''] = time.replace('+00', '').split('.');
  return `${date}T${seconds}.${fraction.padEnd(3, '0')}Z`;
}
