/** A literal, a lookup, or a call. @internal */
export type Operand = { at: number } & (
  | { kind: 'literal'; value: string | number | boolean | undefined }
  | { kind: 'float'; value: number }
  | { kind: 'nil' }
  | { kind: 'dot' }
  | { kind: 'variable'; name: string }
  | { kind: 'function'; name: string }
  | { kind: 'pipeline'; pipeline: Pipeline }
  /** `.A.B` and `(...).A`: names looked up one after the other. */
  | { kind: 'chain'; from: Operand; names: readonly string[] }
);

/** An operand with its arguments. @internal */
export interface Command {
  at: number;
  operands: readonly Operand[];
}

/** Commands, each of which gets the value of the one before as last argument. @internal */
export interface Pipeline {
  at: number;
  /** `$a := ...`, `$a = ...`, in range `$a, $b := ...`. */
  variables: readonly string[];
  assigns: boolean;
  commands: readonly Command[];
}

/** @internal */
export type Node = { at: number } & (
  | { kind: 'text'; value: string }
  | { kind: 'print'; pipeline: Pipeline }
  | {
      kind: 'if' | 'with' | 'range';
      pipeline: Pipeline;
      body: readonly Node[];
      otherwise: readonly Node[];
    }
  | { kind: 'break' | 'continue' }
  | { kind: 'template'; name: string; pipeline?: Pipeline }
);

/** A parsed template with those that it defines, by name. @internal */
export interface ParsedTemplate {
  source: string;
  body: readonly Node[];
  defined: ReadonlyMap<string, readonly Node[]>;
}
