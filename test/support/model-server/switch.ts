/** One fault that the model server can have. */
export type Switch = {
  readonly name: string;
  /** What a server with it does, as a sentence without a full stop. */
  readonly sentence: string;
  /** The cases of the kit that must fail for it, and no others. */
  readonly red: readonly string[];
};
