/** What a word of the command line is given. It gives back an exit code. */
export interface Asked {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Says a line to people, or the data as JSON where that was asked for. */
  readonly say: (line: string, data?: unknown) => void;
}
