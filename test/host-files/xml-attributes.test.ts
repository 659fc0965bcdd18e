import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withXmlAttribute, xmlElement } from "../../src/host-files/xml-attributes.ts";

const attributesOf = (text: string): Record<string, string> | undefined => {
  const found = xmlElement(text, "Api");
  return found && Object.fromEntries(found.attributes);
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

describe("the attributes of one element", () => {
  test("are found with either quote, over several lines, with blanks around the sign", () => {
    expect(attributesOf(`<a><Api x="1"\n\ty='two "2"' z = "3"/></a>`)).toEqual({ x: "1", y: 'two "2"', z: "3" });
  });

  test.each([
    ["a longer name", '<ApiPort x="0"/><Api x="1"/>'],
    ["a comment", '<!-- <Api x="0"/> --><Api x="1"/>'],
    ["CDATA", '<![CDATA[<Api x="0"/>]]><Api x="1"/>'],
    ["an instruction", '<?pi <Api x="0"/>?><Api x="1"/>'],
    ["an escaped value", '<b v="&lt;Api x=&quot;0&quot;/&gt; >"/><Api x="1"/>'],
    ["a closing tag", '</Api><Api x="1"/>'],
    ["a value with a >", '<Api x="1" y="a>b"/>'],
  ])("are not taken from %s", (_, text) => {
    expect(attributesOf(text)).toMatchObject({ x: "1" });
  });

  test("lose the escapes of XML, and only those", () => {
    expect(attributesOf('<Api x="&lt;&amp;amp;&#65;&#x42;&quot;&apos;&nbsp;&#0;&#xD800;&#9999999;"/>')).toEqual({
      x: "<&amp;AB\"'&nbsp;&#0;&#xD800;&#9999999;",
    });
  });

  test("are kept as far as they go where the file is damaged or cut short", () => {
    expect(attributesOf('<Api x="1" y="2')).toEqual({ x: "1" });
    expect(attributesOf('<Api x="1" y=2 z="3" / = " <b>')).toEqual({ x: "1", z: "3" });
    expect(attributesOf('<Api x="1" <b y="2"/>')).toEqual({ x: "1" });
    expect(attributesOf('<Api x="1" x="2">')).toEqual({ x: "1" });
    expect(attributesOf("<!-- <Api/>")).toBeUndefined();
    expect(attributesOf("<Api")).toBeUndefined();
  });

  test("are those of the first one, and the others are counted", () => {
    expect(xmlElement('<Api x="1"/><Api x="2"/>', "Api")).toMatchObject({
      attributes: new Map([["x", "1"]]),
      count: 2,
    });
  });

  test("never are a reason for an exception, and what was written is read", () => {
    const piece = fc.oneof(
      fc.constantFrom("<", ">", "/", "=", '"', "'", "<Api ", "<!--", "-->", "<![CDATA[", "]]>", "&", "a"),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    const junk = fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join(""));
    expect(() =>
      fc.assert(
        fc.property(junk, (text) => {
          xmlElement(text, "Api");
        }),
        { numRuns: 3000 },
      ),
    ).not.toThrow();
    expect(() =>
      fc.assert(
        fc.property(
          fc.string({ unit: "grapheme" }),
          (value) => attributesOf(`<Api v="${escaped(value)}"/>`)?.["v"] === value,
        ),
      ),
    ).not.toThrow();
  });

  test("take time in proportion to the text, whatever it is", () => {
    const begun = performance.now();
    for (const unit of ["a", " ", '"', "<", "<a ", '<a b="', "<Api ", "<Api a", "<!-", "=", "'<\"", "<Api a='", "&lt;"])
      xmlElement(unit.repeat(1_000_000 / unit.length), "Api");
    xmlElement(`<Api v="${"&".repeat(1_000_000)}"/>`, "Api");
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe("one attribute of one element", () => {
  test.each([
    ["in its place", '<a><Api x="1" z="3"/></a>', '<a><Api x="7" z="3"/></a>'],
    ["whatever its quotes", "<Api x = '1'/>", "<Api x = '7'/>"],
    ["behind the others when it was missing", '<Api z="3" />', '<Api z="3" x="7"/>'],
    ["where there was none", "<Api></Api>", '<Api x="7"></Api>'],
    ["not in the value of another", `<Api y='x="1"' x="2"/>`, `<Api y='x="1"' x="7"/>`],
    ["not in a comment", '<!-- <Api x="1"/> --><Api x="2"/>', '<!-- <Api x="1"/> --><Api x="7"/>'],
    ["nowhere without the element", '<b x="1"/>', '<b x="1"/>'],
    ["nowhere in a damaged one", '<Api y="2', '<Api y="2'],
  ])("is set %s", (_, before, after) => {
    expect(withXmlAttribute(before, "Api", "x", "7")).toBe(after);
  });

  test("is read as it was set, and the others stay as they were", () => {
    const name = fc.constantFrom("x", "y", "z");
    const value = fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", " ", "a", "=", "/", "x") });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (settings) => {
        const text = settings.reduce((all, [one, to]) => withXmlAttribute(all, "Api", one, to), "<r><Api/></r>");
        expect(attributesOf(text)).toEqual(Object.fromEntries(settings));
        expect(text).toMatch(/^<r><Api.*\/><\/r>$/s);
      }),
    );
  });
});
