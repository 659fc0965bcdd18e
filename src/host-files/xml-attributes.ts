/**
 * The attributes of one element of an XML text, by a scan that forgives the rest: a settings file holds megabytes of other
 * things, may be cut short, and only one element of it matters. Comments and CDATA are passed over; as XML allows no `<` in a
 * value, one always begins a new tag. Each character is looked at a bounded number of times.
 */
export interface XmlElement {
  /** Where each value stands in the text, without its quotes. */
  readonly places: ReadonlyMap<string, readonly [from: number, to: number]>;
  /** Where the tag ends: at its `>`, or where it should have ended. */
  readonly end: number;
  /** In the order of the text; of a repeated attribute the first. */
  readonly attributes: ReadonlyMap<string, string>;
  /** How many such elements there are. */
  readonly count: number;
}

/**
 * The first such element, or `undefined`. Never throws.
 * @param name letters only
 */
export function xmlElement(text: string, name: string): XmlElement | undefined {
  let first: Omit<XmlElement, "count"> | undefined;
  let count = 0;
  const opening = new RegExp(`<(?:(!--)|(!\\[CDATA\\[)|(\\?)|${name}(?=[\\s/>]))`, "g");
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const close = found[1] ? "-->" : found[2] ? "]]>" : found[3] ? "?>" : undefined;
    if (close === undefined) {
      count += 1;
      if (first) continue;
      first = readTag(text, opening.lastIndex);
      opening.lastIndex = first.end;
    } else {
      const end = text.indexOf(close, opening.lastIndex);
      if (end < 0) break;
      opening.lastIndex = end;
    }
  }
  return first && { ...first, count };
}

/**
 * The text with one attribute of the first such element set, and all else as it stood. Without a whole element of that name
 * nothing changes.
 */
export function withXmlAttribute(text: string, element: string, name: string, value: string): string {
  const found = xmlElement(text, element);
  if (!found) return text;
  const place = found.places.get(name);
  if (place) return text.slice(0, place[0]) + escaped(value) + text.slice(place[1]);
  if (text[found.end] !== ">") return text;
  const end = text[found.end - 1] === "/" ? found.end - 1 : found.end;
  return `${text.slice(0, end).trimEnd()} ${name}="${escaped(value)}"${text.slice(end)}`;
}

const blank = /\s/;
const endsName = /[\s=<>"'/]/;

/** Reads a tag from behind its name to its end: the `>`, or a `<` where it should have ended. Goes forward only. */
function readTag(text: string, from: number): Omit<XmlElement, "count"> {
  const attributes = new Map<string, string>();
  const places = new Map<string, readonly [number, number]>();
  let at = from;
  const until = (stop: (character: string) => boolean): string => {
    const start = at;
    while (at < text.length && !stop(text[at] as string)) at += 1;
    return text.slice(start, at);
  };
  const passBlanks = (): string => until((character) => !blank.test(character));
  while (at < text.length && text[at] !== ">" && text[at] !== "<") {
    passBlanks();
    const name = until((character) => endsName.test(character));
    passBlanks();
    if (text[at] === "=") {
      at += 1;
      passBlanks();
    } else if (name !== "") continue;
    const quote = text[at];
    if (quote !== '"' && quote !== "'") {
      if (quote === "/") at += 1;
      continue;
    }
    at += 1;
    const begin = at;
    const value = until((character) => character === quote || character === "<");
    if (text[at] !== quote) break;
    if (name !== "" && !attributes.has(name)) {
      attributes.set(name, unescaped(value));
      places.set(name, [begin, at]);
    }
    at += 1;
  }
  return { attributes, places, end: at };
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (all, decimal, hex, word) => {
    if (word !== undefined) return named[word as string] as string;
    const point = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000) ? String.fromCodePoint(point) : all;
  });

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => {
    const [word] = Object.entries(named).find(([, one]) => one === character) as [string, string];
    return `&${word};`;
  });
