import type { Trial } from './trial.ts';

/** What a server may say that it cannot do (RFC 7643 §5, RFC 9865 §4). */
export type Feature = 'patch' | 'bulk' | 'filter' | 'sort' | 'etag' | 'cursor';

/** One thing that a server must do, with all that somebody needs to know whose server does not. */
export type Case = {
  /** RFC, section and what it is about, `7644-3.5.2.1-add-appends`; of a scenario its client, `okta-oin-deactivate`. */
  readonly id: string;
  /** Of a scenario, whose it is: `Okta, app of the integration network`. */
  readonly client?: string;
  /** What a server does that passes: one sentence without a full stop. */
  readonly title: string;
  /** Where it is said: `RFC 7644 §3.5.2.1`, or which client does so. */
  readonly source: string;
  /** What is said there, in our own words. */
  readonly law: string;
  /** What to change in a server that fails. */
  readonly fix: string;
  /** Skipped when the server says that it lacks one of these. */
  readonly needs?: readonly Feature[];
  /** Throws Failed when the server does something else. */
  readonly run: (trial: Trial) => Promise<void>;
};

/** Whether `only` (ids, or beginnings of ids up to a dot or a hyphen) names this case; naming nothing names all. */
export function isSelected(id: string, only: readonly string[]): boolean {
  return (
    only.length === 0 ||
    only.some((prefix) => id === prefix || (/^[-.]/.test(id.slice(prefix.length)) && id.startsWith(prefix)))
  );
}
