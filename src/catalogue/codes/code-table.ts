/**
 * A table of the values that a field may take. An *open* table lists the known values of a field that may carry others
 * (new exchanges, new order types); a *closed* one lists all there are.
 */
export interface Code {
  /** The value as it stands on the wire. */
  readonly code: number | string;
  /** Its name in the official clients or the documentation, where it has one. */
  readonly name?: string;
  /** What it means, in one sentence. */
  readonly about: string;
}

export interface CodeTable<C extends Code = Code> {
  readonly name: string;
  readonly about: string;
  /** Where the table was taken from. */
  readonly source: string;
  readonly closed: boolean;
  readonly codes: readonly C[];
  /** The most hyphens that one of the codes has. */
  readonly hyphens: number;
  /** The codes that have hyphens, up to each of them: `DJ` of `DJ-RT`. */
  readonly beginnings: ReadonlySet<string>;
  get(code: number | string): C | undefined;
}

export function codeTable<C extends Code>(
  name: string,
  about: string,
  source: string,
  kind: "open" | "closed",
  codes: readonly C[],
): CodeTable<C> {
  const byCode = new Map(codes.map((code) => [String(code.code), code]));
  if (byCode.size !== codes.length) throw new Error(`code table ${name} lists a code twice`);
  const pieces = codes.map(({ code }) => (typeof code === "string" ? code.split("-") : [""]));
  return {
    name,
    about,
    source,
    closed: kind === "closed",
    codes,
    hyphens: Math.max(0, ...pieces.map(({ length }) => length - 1)),
    beginnings: new Set(pieces.flatMap((all) => all.slice(1).map((_, index) => all.slice(0, index + 1).join("-")))),
    get: (code) => byCode.get(String(code)),
  };
}
