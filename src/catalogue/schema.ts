/**
 * The vocabulary in which every message of the TWS API is declared, once.
 *
 * A *shape* is a list of named fields (the protobuf message of the same name, plus the few fields that only the text
 * form has). A *message* is an id, a shape, and an ordered text layout that refers into the shape. Codec, splitter,
 * documentation, command line and types are all readings of these declarations; nothing here reads or writes a byte.
 *
 * Shared code never asks which message it has before it: when it needs to know something, a word is added here.
 */
import type { Direction } from "../base/direction.ts";
import type { CodeTable } from "./codes/code-table.ts";
import type { GateName } from "./gates.ts";
import type { Pattern } from "./patterns.ts";

/** What a single value is, whatever its encoding. `decimal` is exact decimal text (quantities); `long` is 64 bits. */
export type ScalarKind = "int" | "long" | "double" | "decimal" | "bool" | "string";

/** The protobuf scalar types that the API uses. */
export type ProtoScalar = "int32" | "int64" | "double" | "bool" | "string";

export interface FieldNotes {
  /** Unit of the value, e.g. `"ms since 1970-01-01 UTC"`. */
  readonly unit?: string;
  /** The enumeration the value is taken from. */
  readonly codes?: CodeTable;
  /** What the text of this value looks like; lets the log readers tell a hyphen from a field end. */
  readonly pattern?: Pattern;
  /** Smallest value that can stand here, for numbers. */
  readonly min?: number;
  /** A text that is never empty. */
  readonly filled?: boolean;
  /** A text that requests may leave empty, but hosts do not. */
  readonly hostFills?: boolean;
  /** A number that senders leave empty in the text form when it is unset; others are written as digits. */
  readonly blank?: boolean;
  /** Other official names of the same field: class members in the Python, Java or C# client, text-layout names. */
  readonly aka?: readonly string[];
  /** First server version at which the protobuf field exists (the text form is gated in the layout). */
  readonly since?: GateName;
  /** Protobuf type where it is not the natural one of the kind. */
  readonly proto?: ProtoScalar;
  /** Characters outside ASCII are written as `\\uXXXX` in the text form, from the gate ENCODE_MSG_ASCII7 on. */
  readonly escaped?: boolean;
  /** A list joined by commas that has as many items as this other field of its shape, unless one of them is empty. */
  readonly itemsAs?: string;
  /** Values that mean "not computed" rather than a number, with what they mean. */
  readonly special?: Readonly<Record<string, string>>;
}

export interface ScalarField<T = unknown> extends FieldNotes {
  readonly is: "scalar";
  readonly kind: ScalarKind;
  /** Protobuf field number, or `null` for a field that only the text form carries. */
  readonly number: number | null;
  readonly about: string;
  /** Carries the inferred type; never present at run time. */
  readonly type?: T;
}

export interface ScalarListField<T = unknown> extends FieldNotes {
  readonly is: "scalars";
  readonly kind: ScalarKind;
  readonly number: number | null;
  readonly about: string;
  readonly type?: T;
}

/** A list of tag and value pairs: `map<string,string>` in protobuf, pairs or `tag=value;` in text. Order is kept. */
export interface TagValuesField extends FieldNotes {
  readonly is: "tags";
  readonly number: number | null;
  readonly about: string;
}

export interface ShapeField<S extends Shape = Shape> extends FieldNotes {
  readonly is: "shape";
  readonly shape: S;
  readonly number: number | null;
  readonly about: string;
}

export interface ShapeListField<S extends Shape = Shape> extends FieldNotes {
  readonly is: "shapes";
  readonly shape: S;
  readonly number: number | null;
  readonly about: string;
}

export type Field = ScalarField | ScalarListField | TagValuesField | ShapeField | ShapeListField;
export type Fields = Readonly<Record<string, Field>>;

/** A named list of fields. The name is the protobuf message's; a shape without one is text only. */
export interface Shape<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
  /** Fields of which at most one is present (a protobuf `oneof`). */
  readonly oneof?: readonly string[];
  /** The fields that matter most, for views of one line. Absent: all single fields. */
  readonly brief?: readonly string[];
}

export function shape<F extends Fields>(
  name: string,
  fields: F,
  rest: { readonly oneof?: readonly (keyof F & string)[]; readonly brief?: readonly (keyof F & string)[] } = {},
): Shape<F> {
  return { name, fields, ...rest };
}

type Long = number | bigint;
const scalar =
  <T>(kind: ScalarKind) =>
  (number: number | null, about: string, notes: FieldNotes = {}): ScalarField<T> => ({
    is: "scalar",
    kind,
    number,
    about,
    ...notes,
  });
const scalars =
  <T>(kind: ScalarKind) =>
  (number: number | null, about: string, notes: FieldNotes = {}): ScalarListField<T> => ({
    is: "scalars",
    kind,
    number,
    about,
    ...notes,
  });

export const int = scalar<number>("int");
export const long = scalar<Long>("long");
export const double = scalar<number>("double");
/** Exact decimal text, such as `"100"` or `"0.00012"`; travels as a string in protobuf. */
export const decimal = scalar<string>("decimal");
export const bool = scalar<boolean>("bool");
export const string = scalar<string>("string");
export const ints = scalars<number>("int");
export const doubles = scalars<number>("double");
export const strings = scalars<string>("string");

export const tags = (number: number | null, about: string, notes: FieldNotes = {}): TagValuesField => ({
  is: "tags",
  number,
  about,
  ...notes,
});
export const one = <S extends Shape>(
  number: number | null,
  shape: S,
  about: string,
  notes: FieldNotes = {},
): ShapeField<S> => ({ is: "shape", shape, number, about, ...notes });
export const many = <S extends Shape>(
  number: number | null,
  shape: S,
  about: string,
  notes: FieldNotes = {},
): ShapeListField<S> => ({ is: "shapes", shape, number, about, ...notes });

// ── Types inferred from declarations ──

export interface TagValue {
  tag: string;
  value: string;
}

/**
 * The value of a field. A key that is missing was not on the wire (gated out, or absent in protobuf); `null` was on the
 * wire and is *unset* (empty, or one of the sentinels). Neither is ever a zero.
 */
export type ValueOf<F> =
  F extends ScalarField<infer T>
    ? T | null
    : F extends ScalarListField<infer T>
      ? (T | null)[]
      : F extends TagValuesField
        ? TagValue[]
        : F extends ShapeField<infer S>
          ? ValuesOf<S>
          : F extends ShapeListField<infer S>
            ? ValuesOf<S>[]
            : never;

export type ValuesOf<S extends Shape> = { -readonly [K in keyof S["fields"]]?: ValueOf<S["fields"][K]> };

/** Every dotted path into a shape, list items not included: `"contract.conId"`. */
export type PathOf<F extends Fields> = {
  [K in keyof F & string]: F[K] extends ShapeField<infer S> ? K | `${K}.${PathOf<S["fields"]>}` : K;
}[keyof F & string];

// ── Text layouts ──

/**
 * One token of the text form. `P` is the path of the field it fills.
 * - `unset`: what the official senders write for an unset value, where it is not the empty text;
 * - `words`: a boolean written as words, `[false, true]`.
 */
export interface TokenStep<P extends string = string> {
  readonly step: "token";
  readonly path: P;
  readonly unset?: string;
  readonly words?: readonly [string, string];
}

/** Steps that are there only in a range of server versions (`until` is exclusive). */
export interface GatedStep<P extends string = string> {
  readonly step: "gated";
  readonly since?: GateName;
  readonly until?: GateName;
  readonly steps: readonly Step<P>[];
}

/** Steps that are there only when a condition on earlier fields of the message holds. */
export interface WhenStep<P extends string = string> {
  readonly step: "when";
  readonly condition: Condition<P>;
  readonly steps: readonly Step<P>[];
}

/**
 * A count, then that many items. `column` items add one more field to the items of a list that was read before, and
 * carry a count of their own (0, or as many as there are items).
 */
export interface RepeatStep<P extends string = string> {
  readonly step: "repeat";
  readonly path: P;
  readonly count: string;
  readonly column: boolean;
  readonly items: readonly Step[];
}

/** A boolean that says whether a nested shape follows, and its fields if so. */
export interface OptionalStep<P extends string = string> {
  readonly step: "optional";
  readonly path: P;
  readonly flag: string;
  readonly items: readonly Step[];
}

/** One integer whose bits are booleans of a nested shape, lowest bit first. */
export interface BitsStep<P extends string = string> {
  readonly step: "bits";
  readonly path: P;
  readonly name: string;
  readonly bits: readonly string[];
}

/** A list of tag and value pairs written as one text `tag=value;tag=value;`. */
export interface TagTextStep<P extends string = string> {
  readonly step: "tagText";
  readonly path: P;
}

/**
 * A number that some clients write at this place and others do not: it is there when one field more is left than the
 * steps behind it need. Those must be plain fields.
 */
export interface StrayStep<P extends string = string> {
  readonly step: "stray";
  readonly path: P;
}

export type Step<P extends string = string> =
  | P
  | TokenStep<P>
  | GatedStep<P>
  | WhenStep<P>
  | RepeatStep<P>
  | OptionalStep<P>
  | BitsStep<P>
  | StrayStep<P>
  | TagTextStep<P>;

export type Condition<P extends string = string> =
  | { readonly test: "in"; readonly path: P; readonly values: readonly (string | number)[] }
  | { readonly test: "filled"; readonly path: P }
  | { readonly test: "true"; readonly path: P }
  | { readonly test: "positive"; readonly path: P }
  | { readonly test: "infinite"; readonly path: P }
  | { readonly test: "hasItems"; readonly path: P }
  | { readonly test: "messageVersion"; readonly since?: number; readonly until?: number }
  | { readonly test: "any"; readonly of: readonly Condition<P>[] }
  | { readonly test: "all"; readonly of: readonly Condition<P>[] };

export const token = <P extends string>(path: P, how: Pick<TokenStep, "unset" | "words">): TokenStep<P> => ({
  step: "token",
  path,
  ...how,
});
/** Fields whose unset value stands as a sentinel in this layout, never as the empty text. */
export const sentinel = <const P extends string = never>(unset: string, ...paths: P[]): TokenStep<P>[] =>
  paths.map((path) => token(path, { unset }));

/** How unset integers, doubles and 64-bit integers are written where they are not left empty. */
export const unsetTexts = {
  int: "2147483647",
  long: "9223372036854775807",
  longMin: "-9223372036854775808",
  double: "1.7976931348623157E308",
} as const;

/** The version number of the message's own layout, first field of most older messages; any message may have it. */
export const version = "version";

/** A flag, and the steps behind it when it is set: how the text form carries a nested shape that may be missing. */
export const optional = <const P extends string = never>(path: P, flag: string, ...items: Step[]): OptionalStep<P> => ({
  step: "optional",
  path,
  flag,
  items,
});

/** Steps present from the named server version on. */
export const since = <const P extends string = never>(since: GateName, ...steps: Step<P>[]): GatedStep<P> => ({
  step: "gated",
  since,
  steps,
});
/** Steps present below the named server version. */
export const until = <const P extends string = never>(until: GateName, ...steps: Step<P>[]): GatedStep<P> => ({
  step: "gated",
  until,
  steps,
});
/** Steps present from the first named server version on and below the second. */
export const between = <const P extends string = never>(
  since: GateName,
  until: GateName,
  ...steps: Step<P>[]
): GatedStep<P> => ({ step: "gated", since, until, steps });

export const when = <const P extends string = never>(condition: Condition<P>, ...steps: Step<P>[]): WhenStep<P> => ({
  step: "when",
  condition,
  steps,
});
/** Steps present when the message version (the first field, or the implied one) is in `[since, until)`. */
export const versions = <const P extends string = never>(
  range: { since?: number; until?: number },
  ...steps: Step<P>[]
): WhenStep<P> => ({ step: "when", condition: { test: "messageVersion", ...range }, steps });

export const repeat = <const P extends string = never>(path: P, count: string, ...items: Step[]): RepeatStep<P> => ({
  step: "repeat",
  path,
  count,
  column: false,
  items,
});
export const column = <const P extends string = never>(path: P, count: string, ...items: Step[]): RepeatStep<P> => ({
  step: "repeat",
  path,
  count,
  column: true,
  items,
});
/** Tag and value pairs behind a count. */
export const tagPairs = <const P extends string = never>(path: P, count: string): RepeatStep<P> =>
  repeat(path, count, "tag", "value");
export const tagText = <const P extends string = never>(path: P): TagTextStep<P> => ({ step: "tagText", path });
export const stray = <const P extends string = never>(path: P): StrayStep<P> => ({ step: "stray", path });
export const bits = <const P extends string = never>(path: P, name: string, ...bits: string[]): BitsStep<P> => ({
  step: "bits",
  path,
  name,
  bits,
});

export const is = <const P extends string = never>(path: P, ...values: (string | number)[]): Condition<P> => ({
  test: "in",
  path,
  values,
});
export const filled = <const P extends string = never>(path: P): Condition<P> => ({ test: "filled", path });
export const truthy = <const P extends string = never>(path: P): Condition<P> => ({ test: "true", path });
export const positive = <const P extends string = never>(path: P): Condition<P> => ({ test: "positive", path });
export const infinite = <const P extends string = never>(path: P): Condition<P> => ({ test: "infinite", path });
export const hasItems = <const P extends string = never>(path: P): Condition<P> => ({ test: "hasItems", path });
export const any = <const P extends string = never>(...of: Condition<P>[]): Condition<P> => ({ test: "any", of });
export const all = <const P extends string = never>(...of: Condition<P>[]): Condition<P> => ({ test: "all", of });

/** The same steps, with every path moved below `prefix`: how a shared layout is used inside a message. */
export function at<const A extends string, const P extends string>(
  prefix: A,
  ...steps: Step<P>[]
): Step<`${A}.${P}`>[] {
  return steps.map((step) => moveStep(prefix, step)) as Step<`${A}.${P}`>[];
}

function moveStep(prefix: string, step: Step): Step {
  if (typeof step === "string") return `${prefix}.${step}`;
  switch (step.step) {
    case "gated":
      return { ...step, steps: step.steps.map((inner) => moveStep(prefix, inner)) };
    case "when":
      return {
        ...step,
        condition: moveCondition(prefix, step.condition),
        steps: step.steps.map((inner) => moveStep(prefix, inner)),
      };
    default:
      return { ...step, path: `${prefix}.${step.path}` };
  }
}

function moveCondition(prefix: string, condition: Condition): Condition {
  if (condition.test === "messageVersion") return condition;
  if (condition.test === "any" || condition.test === "all")
    return { ...condition, of: condition.of.map((inner) => moveCondition(prefix, inner)) };
  return { ...condition, path: `${prefix}.${condition.path}` };
}

// ── Messages ──

export type { Direction };

/**
 * Where a user finds this message in the vendor's own clients, and in TWS. The constant is the message's own name in
 * the Python, Java and C++ clients, except where it is given here.
 */
export interface OfficialNames {
  readonly python?: string;
  readonly java?: string;
  readonly cpp?: string;
  readonly csharp: string;
  /** The request method (outgoing) or callback (incoming). */
  readonly call: string;
  /** The window, menu or setting of TWS that does or shows the same. */
  readonly tws: string;
}

export interface MessageDeclaration<N extends string = string, F extends Fields = Fields> {
  readonly direction: Direction;
  readonly id: number;
  readonly name: N;
  readonly about: string;
  readonly shape: Shape<F>;
  /** The text form, `null` for a message that only exists as protobuf. */
  readonly text: readonly Step<PathOf<F> | typeof version>[] | null;
  /** First server version at which the message exists at all, where it is above 100. */
  readonly since?: GateName;
  /** First server version from which the official clients use the protobuf form; absent: text only, at any version. */
  readonly protobuf?: GateName;
  /**
   * Message version that the sender writes at server versions that carry one. Sources: official client code for
   * requests; captured and logged messages for responses (of those never captured, what the decoders ask for).
   */
  readonly sends?: number;
  /** Message version that stands in for a version field that is gated out; `"server"`: the server version itself. */
  readonly implied?: number | "server";
  /**
   * A stream of market data: what a host leaves out of its API message log unless "Include market data in API log file"
   * is on. Historical data is never left out. Source: the vendor's description of that switch.
   */
  readonly streaming?: true;
  readonly official: OfficialNames;
  /** What is known to be uncertain about this declaration, and why. */
  readonly uncertain?: string;
  /** Remarks for the reader of a log: quirks, removed since, differences between clients. */
  readonly notes?: readonly string[];
}

type Declared<N extends string, F extends Fields> = Omit<MessageDeclaration<N, F>, "direction">;

/** Declares a message from the user's program to the host. */
export const request = <const N extends string, F extends Fields>(
  declared: Declared<N, F>,
): MessageDeclaration<N, F> & { readonly direction: "out" } => ({ direction: "out", ...declared });
/** Declares a message from the host to the user's program. */
export const response = <const N extends string, F extends Fields>(
  declared: Declared<N, F>,
): MessageDeclaration<N, F> & { readonly direction: "in" } => ({ direction: "in", ...declared });
