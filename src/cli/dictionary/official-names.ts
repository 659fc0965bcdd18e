/** Where a message stands in the vendor's own clients: names, and the files that hold them. */
import type { AnyMessage } from "../../catalogue/messages.ts";

/** A name in one of the vendor's clients. */
export interface OfficialName {
  readonly client: "Python" | "Java" | "C++" | "C#";
  readonly name: string;
  /** The file that holds it, below the folder of the TWS API. */
  readonly file: string;
  /** What holds it in that file, or in newer releases. */
  readonly holder?: string;
}

/** The folder that all those files are in. */
export const sourceFolder = "{TWS API}/source";

/** The names of the message in the four clients. */
export function officialNames({ official, name, direction }: AnyMessage): OfficialName[] {
  const incoming = direction === "in";
  return [
    {
      client: "Python",
      name: official.python ?? name,
      file: `${sourceFolder}/pythonclient/ibapi/message.py`,
      holder: `class ${incoming ? "IN" : "OUT"}`,
    },
    {
      client: "Java",
      name: official.java ?? name,
      file: `${sourceFolder}/JavaClient/com/ib/client/${incoming ? "EDecoder" : "EClient"}.java`,
      holder: `enum ${incoming ? "IncomingMsgId" : "OutgoingMsgId"} in releases of 2026`,
    },
    {
      client: "C++",
      name: official.cpp ?? name,
      file: `${sourceFolder}/CppClient/client/${incoming ? "EDecoder" : "EClient"}.h`,
    },
    {
      client: "C#",
      name: official.csharp,
      file: `${sourceFolder}/CSharpClient/client/${incoming ? "IncomingMessage" : "OutgoingMessages"}.cs`,
    },
  ];
}

/** The file seen from the folder that all are in, with what holds the name there. */
export const placeText = ({ file, holder }: OfficialName): string =>
  `${file.slice(sourceFolder.length + 1)}${holder ? `, ${holder}` : ""}`;

/** What has to be known to find the files, and what holds for the clients without names of their own. */
export const clientsRemark = `Files are below ${sourceFolder}. ActiveX and RTD use the C# client, DDE the Java client.`;

/** The request method or the callbacks of the message. */
export const callsOf = ({ official }: AnyMessage): string[] => official.call.split(/,\s*/);

/** What those are called. */
export const callsLabel = (direction: "in" | "out", calls: readonly string[]): string =>
  direction === "out" ? "Request method" : calls.length > 1 ? "Callbacks" : "Callback";

/** Every name by which a message is known, its constant first. */
export function allNames(message: AnyMessage): string[] {
  const names = officialNames(message).map(({ name }) => name);
  return [...new Set([message.name, ...names, ...callsOf(message), message.shape.name])];
}
