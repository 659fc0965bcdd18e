/**
 * Reads the API settings of a user folder, where they lie in plain text: `<ApiSettings …/>` in `tws.xml` or `ibg.xml`. Newer
 * Gateways are said to encrypt these files as they do their logs; that is recognised, and then nobody but the program knows
 * them.
 *
 * Sources: specimens of the element; a report of 2026 about an encrypted `ibg.xml`.
 */
import { byteStringOf, charactersOf } from "../base/byte-string.ts";
import { recognise } from "../logs/recognise.ts";
import { apiAttributes, type ApiAttribute, type HostProgram } from "./api-attributes.ts";
import type { Remark } from "./remark.ts";
import { xmlElement } from "./xml-attributes.ts";

export interface ApiSettings {
  readonly program: HostProgram;
  /** `absent`: the file has no such element, or it lies behind the part that was read. */
  readonly state: "plain" | "encrypted" | "absent";
  /** All attributes as they stand, also those whose meaning is not known. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly known: readonly { readonly attribute: ApiAttribute; readonly value: string }[];
  /** The API message log; `undefined` when it cannot be seen. */
  readonly apiLog: boolean | undefined;
  /** The port of the API socket; `undefined` when it cannot be seen or is the default. */
  readonly port: number | undefined;
  readonly remarks: readonly Remark[];
}

/** The files that hold the settings, in a user folder. */
export const settingsFiles: Readonly<Record<string, HostProgram>> = { "tws.xml": "TWS", "ibg.xml": "Gateway" };

/** Never throws. */
export function readApiSettings(bytes: Uint8Array, program: HostProgram): ApiSettings {
  const none = { program, attributes: new Map(), known: [], apiLog: undefined, port: undefined, remarks: [] };
  if (recognise("", bytes).kind === "encrypted") return { ...none, state: "encrypted" };
  const element = xmlElement(charactersOf(byteStringOf(bytes)), "ApiSettings");
  if (!element) return { ...none, state: "absent" };
  const { attributes, count } = element;
  const known = apiAttributes.flatMap((attribute) => {
    const value = attributes.get(attribute.name);
    return value === undefined ? [] : [{ attribute, value }];
  });
  const remarks = known.flatMap(({ attribute, value }) => attribute.remark?.(value, program) ?? []);
  if (count > 1)
    remarks.push({
      code: "several-api-settings",
      weight: "note",
      about: `The file holds ${count} ApiSettings elements; the first one is shown.`,
    });
  const log = attributes.get("createApiMsgLogFile");
  const port = attributes.get("port") ?? "";
  return {
    program,
    state: "plain",
    attributes,
    known,
    apiLog: log === "true" ? true : log === "false" ? false : undefined,
    port: /^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536 ? Number(port) : undefined,
    remarks,
  };
}
