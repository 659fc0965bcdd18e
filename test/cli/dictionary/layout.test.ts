import { describe, expect, test } from "vitest";
import { serverVersionMax, serverVersionMin } from "../../../src/catalogue/gates.ts";
import { messageByName, messages, type AnyMessage } from "../../../src/catalogue/messages.ts";
import { layoutAt } from "../../../src/cli/dictionary/layout-at.ts";
import { declaredLayout, type LayoutRow } from "../../../src/cli/dictionary/layout.ts";

const message = (name: string): AnyMessage => {
  const found = messageByName(name);
  if (!found) throw new Error(`no message ${name}`);
  return found;
};

/** The declared rows that a server version has, without their gates. */
const openRows = (rows: readonly LayoutRow[], version: number): Omit<LayoutRow, "since" | "until">[] =>
  rows
    .filter(({ since, until }) => (since?.version ?? 0) <= version && version < (until?.version ?? Infinity))
    .map(({ since: _since, until: _until, ...row }) => row);

/** The server versions at and just below which the rows change. */
const bordersOf = (rows: readonly LayoutRow[]): number[] => {
  const borders = rows.flatMap(({ since, until }) => [since?.version ?? [], until?.version ?? []]).flat();
  return [...new Set([serverVersionMin, serverVersionMax, ...borders.flatMap((border) => [border - 1, border])])];
};

type OpenRow = ReturnType<typeof openRows>[number];

/**
 * Whether declared rows and read rows are the same. Rules on a message version that is not on the wire are decided
 * before reading, so there only the fields that remain can be compared.
 */
function agree(declared: readonly OpenRow[], read: readonly OpenRow[]): boolean {
  const ruled = declared.some(({ what, name }) => what === "rule" && name.includes("message version"));
  if (!ruled || declared.some(({ path }) => path === "version"))
    return JSON.stringify(declared.map(sorted)) === JSON.stringify(read.map(sorted));
  const paths = declared.map(({ path }) => path);
  return read.length > 0 && read.every(({ path }) => paths.includes(path));
}

const sorted = (row: OpenRow): [string, unknown][] => Object.entries(row).toSorted(([a], [b]) => a.localeCompare(b));

const withoutPlace = ({ place: _place, ...row }: LayoutRow): Omit<LayoutRow, "place"> => row;

describe("the text form", () => {
  test("as declared has, at every server version, the very rows that the codec reads there", () => {
    const differing = messages.flatMap((each) => {
      const declared = declaredLayout(each) ?? [];
      return bordersOf(declared)
        .filter((version) => !agree(openRows(declared, version), (layoutAt(each, version) ?? []).map(withoutPlace)))
        .map((version) => `${each.name} at ${version}`);
    });
    expect(differing).toEqual([]);
  });

  test("shows gates with name and number", () => {
    const rows = declaredLayout(message("ORDER_STATUS")) ?? [];
    expect(rows[0]).toMatchObject({ name: "version", until: { name: "MARKET_CAP_PRICE", version: 131 } });
    expect(rows.at(-1)).toMatchObject({ name: "mktCapPrice", since: { name: "MARKET_CAP_PRICE", version: 131 } });
  });

  test("shows the gate of a group on each of its fields, and both ends of a range", () => {
    const rows = declaredLayout(message("PLACE_ORDER")) ?? [];
    expect(rows.find(({ path }) => path === "order.rfq1")).toMatchObject({
      since: { name: "RFQ_FIELDS", version: 187 },
      until: { name: "UNDO_RFQ_FIELDS", version: 190 },
    });
    expect(rows.find(({ path }) => path === "order.conditions[].type")?.since?.name).toBe("PEGGED_TO_BENCHMARK");
  });

  test("shows conditions in words, with what they hold one level deeper", () => {
    const rows = declaredLayout(message("PLACE_ORDER")) ?? [];
    const at = rows.findIndex(({ name }) => name === "when contract.secType is BAG:");
    expect(rows[at]).toMatchObject({ what: "rule", depth: 0 });
    expect(rows[at + 1]).toMatchObject({ what: "count", name: "comboLegsCount", depth: 1 });
    expect(rows[at + 3]).toMatchObject({ name: "conId", path: "contract.comboLegs[].conId", depth: 2 });
    expect(rows.map(({ name }) => name)).toContain(
      "when order.orderType is PEG BEST or PEGBEST and order.competeAgainstBestOffset is Infinity, or order.orderType is PEG MID or PEGMID:",
    );
  });

  test("says how values are written that are not written plainly", () => {
    const rows = declaredLayout(message("PLACE_ORDER")) ?? [];
    const written = (path: string): string | undefined => rows.find((row) => row.path === path)?.written;
    expect(written("order.duration")).toBe("2147483647 when unset");
    expect(written("order.conditions[].isConjunctionConnection")).toBe("a for true, o for false");
    expect(written("order.orderMiscOptions")).toBe("one text, tag=value;tag=value;");
    const bits = (declaredLayout(message("TICK_BY_TICK")) ?? []).find(({ what }) => what === "bits");
    expect(bits).toMatchObject({ name: "attribMask", bits: ["pastLimit", "unreported"] });
  });

  test("counts the fields at one server version up to the first rule", () => {
    const rows = layoutAt(message("PLACE_ORDER"), 187) ?? [];
    expect(rows.find(({ path }) => path === "order.hidden")?.place).toBe(34);
    expect(rows.find(({ path }) => path === "order.discretionaryAmt")).not.toHaveProperty("place");
  });

  test("of a message that never carries its version has the newest rules", () => {
    const names = (declaredLayout(message("COMPLETED_ORDER")) ?? []).map(({ name }) => name);
    expect(names.some((name) => name.includes("message version"))).toBe(false);
    expect(names).toContain("order.exemptCode");
    expect(names).not.toContain("order.notSuppScaleNumComponents");
  });

  test("is missing where a message is protobuf only", () => {
    expect(declaredLayout(message("REQ_CONFIG"))).toBeUndefined();
    expect(layoutAt(message("REQ_CONFIG"), 226)).toBeUndefined();
  });
});
