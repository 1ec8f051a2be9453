/** Where live progress can be drawn. */
export interface Screen {
  readonly columns: number;
  readonly hasColor: boolean;
}

export interface Terminal {
  /** The result, on stdout. Resolves when it is handed over; a reader that went away is no error, a full disk is a FileFault. */
  print(text: string): Promise<void>;
  /** Messages and progress, on stderr. */
  tell(text: string): void;
  /** The screen as it is now; undefined when stderr is a pipe, a file or a terminal that cannot redraw. */
  screen(): Screen | undefined;
}
