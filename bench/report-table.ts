/** One line of a table. */
export type Column = readonly string[];

/** The verdict on what is above its budget. */
export const MISSED = 'MISSED';

/** What is judged is what is printed. */
export function verdict(ratio: number, budget: number): string {
  return Number(ratio.toFixed(2)) <= budget ? 'kept' : MISSED;
}

/** A number with its thousands set apart. */
export function grouped(number: number): string {
  return number.toLocaleString('en-GB');
}

/** Lines as a Markdown table; the first is its head. */
export function table(rows: readonly Column[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: Column): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = '', ...rest] = rows.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...rest].join('\n');
}
